package io.ordo.scheduler.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {
    @Test
    void anOrdinaryHeaderIsSent() {
        assertThat(RequestHeaders.wrong("Authorization", "Bearer a~b\t c")).isEmpty();
        assertThat(RequestHeaders.wrong("X-Empty", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0", "a\u560a\u560dX-Evil: 1", "\u010a", "ü", "\u007f"})
    void aValueThatCouldBecomeAnotherLineIsNot(String value) {
        assertThat(RequestHeaders.wrong("X-A", value)).hasValueSatisfying(wrong -> {
            assertThat(wrong.rule()).isEqualTo("format");
            assertThat(wrong.message()).doesNotContain(value);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X A", "X:A", "X\r\nA", "X\0", "Ü", "(X)"})
    void aNameThatIsNoneIsNot(String name) {
        assertThat(RequestHeaders.wrong(name, "1"))
                .hasValueSatisfying(wrong -> assertThat(wrong.rule()).isEqualTo("format"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Idempotency-Key", "traceparent"})
    void whatOnlyOrdoCanSayIsNot(String name) {
        assertThat(RequestHeaders.wrong(name, "1"))
                .hasValueSatisfying(wrong -> assertThat(wrong.rule()).isEqualTo("reserved"));
    }
}
