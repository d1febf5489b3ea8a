package io.ordo.scheduler.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.ordo.scheduler.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final Json JSON = new Json(ObjectMapper.getDefault(), new Limits(20, 30));

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,null,true]}", "[1.10,1e2]", "\"ü\"", "12345678901234567890"})
    void jsonIsReadAndWrittenAsItWas(String text) {
        assertThat(JSON.text(JSON.stored(JSON.text(body(text))))).isEqualTo(JSON.text(body(text)));
    }

    @Test
    void numbersKeepEveryDigit() {
        assertThat(body("0.10000000000000001").getBigDecimalValue()).hasToString("0.10000000000000001");
        assertThat(body("12345678901234567890").getBigIntegerValue()).hasToString("12345678901234567890");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{'a': 1}", "nul", "{} {}", "{\"a\":1,\"a\":2}", "NaN", "{\"a\":1,}", "// {}"})
    void whatIsNotStrictlyJsonIsRefused(String text) {
        assertThatThrownBy(() -> body(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("not_json: The body is not JSON");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "\r\n\t"})
    void noBodyIsRefused(@Nullable String text) {
        assertThatThrownBy(() -> body(text)).hasMessage("body_missing: Send a JSON body.");
    }

    @Test
    void theSizeOfABodyIsCountedInBytes() {
        assertThat(body("\"" + "ü".repeat(9) + "\"").getStringValue()).hasSize(9);
        assertThatThrownBy(() -> body("\"" + "ü".repeat(10) + "\""))
                .hasMessage("body_too_large: The body has 22 bytes; send at most 20.");
    }

    @Test
    void aSettlementMayBeLarger() {
        assertThat(settlement("\"" + "x".repeat(28) + "\"").getStringValue()).hasSize(28);
        assertThatThrownBy(() -> settlement("\"" + "x".repeat(29) + "\"")).hasMessageStartingWith("body_too_large");
    }

    private static JsonNode body(@Nullable String text) {
        return JSON.body(bytes(text));
    }

    private static JsonNode settlement(String text) {
        return JSON.large(bytes(text));
    }

    private static Optional<byte[]> bytes(@Nullable String text) {
        return Optional.ofNullable(text).map(present -> present.getBytes(StandardCharsets.UTF_8));
    }
}
