package io.ordo.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader();

    @Test
    void anAnswerThatComesByteByByteIsCompleteWithItsLastOne() throws IOException {
        byte[] bytes = Bytes.of("HTTP/1.1 201 Created\r\ndate: today\r\nCONTENT-length:  5\r\n\r\nhello");
        for (int at = 0; at < bytes.length - 1; at++) {
            assertThat(reader.read(channel(new byte[] {bytes[at]}))).isFalse();
        }
        assertThat(reader.read(channel(new byte[] {bytes[bytes.length - 1]}))).isTrue();

        assertThat(reader.answer().status()).isEqualTo(201);
        assertThat(reader.answer().beginning()).isEqualTo("hello");
    }

    @Test
    void aLargeAnswerGetsRoom() throws IOException {
        byte[] bytes = Bytes.of("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));
        var channel = channel(bytes);
        boolean complete = false;
        while (!complete) {
            complete = reader.read(channel);
        }

        assertThat(reader.answer().count(Bytes.of("x"))).isEqualTo(100_000);
    }

    @Test
    void twoAnswersInOneConnectionAreReadOneAfterTheOther() throws IOException {
        reader.read(channel(Bytes.of("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none")));
        reader.clear();

        assertThat(reader.read(channel(Bytes.of("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))))
                .isTrue();
        assertThat(reader.answer().status()).isEqualTo(404);
        assertThatThrownBy(() -> reader.answer().expect(200))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContaining("404");
    }

    @Test
    void anAnswerWithoutLengthIsRefused() {
        var channel = channel(Bytes.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));

        assertThatThrownBy(() -> reader.read(channel)).isInstanceOf(LoadFailedException.class);
    }

    @Test
    void theEndOfTheConnectionIsAFailure() {
        assertThatThrownBy(() -> reader.read(channel(new byte[0])))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aNumberIsFoundAfterItsName() {
        var answer = Answer.of(200, "{\"payload\":{\"n\": 4711,\"m\":1}}");

        assertThat(answer.numberAfter(Bytes.of("\"n\":"))).isEqualTo(4711);
        assertThat(answer.numberAfter(Bytes.of("\"q\":"))).isEqualTo(-1);
    }

    private static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }
}
