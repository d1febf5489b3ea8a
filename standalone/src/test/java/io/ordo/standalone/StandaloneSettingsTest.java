package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneSettingsTest {
    @Test
    void everySettingHasADefault() {
        assertThat(StandaloneSettings.from(Map.of()))
                .isEqualTo(new StandaloneSettings(
                        Path.of("data"),
                        new ListenAddress("127.0.0.1", 8000),
                        Optional.empty(),
                        "true",
                        "true",
                        "true",
                        "true",
                        "loopback",
                        "0"));
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(StandaloneSettings.from(Map.of(
                        "ORDO_API_KEY", "",
                        "ORDO_PORT", " ",
                        "ORDO_DATA_DIR", "",
                        "ORDO_DOCS_OPEN", "",
                        "ORDO_KAT_OPEN", "",
                        "ORDO_METRICS_OPEN", "",
                        "ORDO_EVENTS", "",
                        "ORDO_ALLOWED_ADDRESSES", "",
                        "ORDO_WORKER_PORT", " ")))
                .isEqualTo(StandaloneSettings.from(Map.of()));
    }

    @Test
    void everySettingIsRead() {
        assertThat(StandaloneSettings.from(Map.of(
                        "ORDO_DATA_DIR", "/var/lib/ordo",
                        "ORDO_HOST", "0.0.0.0",
                        "ORDO_PORT", "9000",
                        "ORDO_API_KEY", "0123456789abcdef",
                        "ORDO_DOCS_OPEN", "false",
                        "ORDO_KAT_OPEN", "no",
                        "ORDO_METRICS_OPEN", "off",
                        "ORDO_EVENTS", "false",
                        "ORDO_ALLOWED_ADDRESSES", "private",
                        "ORDO_WORKER_PORT", "8001")))
                .isEqualTo(new StandaloneSettings(
                        Path.of("/var/lib/ordo"),
                        new ListenAddress("0.0.0.0", 9000),
                        Optional.of(new ApiKey("0123456789abcdef")),
                        "false",
                        "no",
                        "off",
                        "false",
                        "private",
                        "8001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80.5"})
    void whatIsNoPortIsNamed(String port) {
        assertThatThrownBy(() -> StandaloneSettings.from(Map.of("ORDO_PORT", port)))
                .isInstanceOf(StandaloneRefused.class)
                .hasMessage("ORDO_PORT=" + port + " is no port: it must be a number from 1 to 65535.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifteen-letters", "a key of many words", "schlüssel-mit-umlaut"})
    void aKeyThatIsShortOrFitsNoHeaderIsRefused(String key) {
        assertThatThrownBy(() -> StandaloneSettings.from(Map.of("ORDO_API_KEY", key)))
                .isInstanceOf(StandaloneRefused.class)
                .hasMessageContaining("ORDO_API_KEY")
                .hasMessageNotContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void theAddressOfThisMachineIsSpelledLocalhost(String host) {
        assertThat(new ListenAddress(host, 8000).url()).isEqualTo("http://localhost:8000");
    }

    @Test
    void anotherAddressIsSpelledOut() {
        assertThat(new ListenAddress("10.0.0.7", 8000).url()).isEqualTo("http://10.0.0.7:8000");
        assertThat(new ListenAddress("::1", 8000).url()).isEqualTo("http://[::1]:8000");
        assertThat(new ListenAddress("fe80::7", 8000).url()).isEqualTo("http://[fe80::7]:8000");
    }
}
