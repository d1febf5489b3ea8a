package io.ordo.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void aBodyIsJsonOfSome120BytesThatSaysItsNumber() throws JsonProcessingException {
        var body = Message.of(4711).body();

        assertThat(JsonMapper.builder().build().readTree(body).at("/n").asInt()).isEqualTo(4711);
        assertThat(body.length()).isBetween(100, 130);
    }

    @Test
    void aTraceIsWrittenAsOrdoWritesIt() {
        assertThat(Message.of(1).traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }
}
