package io.ordo.scheduler.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    @Test
    void bytesAreWrittenAsStandardWebhooksHasThem() {
        var key = SigningKey.of(new byte[] {0, 1, 2});
        assertThat(key.text()).isEqualTo("whsec_AAEC");
        assertThat(new SigningKey("whsec_AAEC").bytes()).containsExactly(0, 1, 2);
    }

    @Test
    void anyOtherTextIsItsOwnBytes() {
        assertThat(new SigningKey("grün").bytes()).isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_not base64"})
    void whatIsNoKeyIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> new SigningKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be whsec_ and Base64, or another text that is not empty.");
    }

    @Test
    void aKeyIsNotPrinted() {
        assertThat(new SigningKey("whsec_AAEC").toString()).doesNotContain("AAEC");
    }
}
