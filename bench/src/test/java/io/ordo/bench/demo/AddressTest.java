package io.ordo.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressTest {
    @TempDir
    Path data;

    @Test
    void theEnvironmentSaysWhere() throws IOException {
        assertThat(Address.from(Map.of("ORDO_URL", "https://ordo.example.org/", "ORDO_API_KEY", " a-key ")))
                .isEqualTo(new Address("https://ordo.example.org", "a-key"));
    }

    @Test
    void otherwiseItIsWhatThisDirectoryKeeps() throws IOException {
        Files.writeString(data.resolve("api-key"), "kept\n");
        assertThat(Address.from(Map.of("ORDO_DATA_DIR", data.toString(), "ORDO_API_KEY", "")))
                .isEqualTo(new Address("http://127.0.0.1:8000", "kept"));
    }

    @Test
    void anotherKindOfUrlIsRefused() {
        assertThatThrownBy(() -> Address.from(Map.of("ORDO_URL", "localhost:8000", "ORDO_API_KEY", "a-key")))
                .isInstanceOf(DemoRefusedException.class)
                .hasMessageContaining("ORDO_URL");
    }

    @Test
    void withoutAKeyItSaysHowToGetOne() {
        assertThatThrownBy(() -> Address.from(Map.of("ORDO_DATA_DIR", data.toString())))
                .isInstanceOf(DemoRefusedException.class)
                .hasMessageContaining("ORDO_API_KEY")
                .hasMessageContaining("make run");
    }
}
