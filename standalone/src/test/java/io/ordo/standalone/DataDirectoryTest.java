package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void aNewDirectoryIsItsOwnersAlone() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory.resolve("new/data"))) {
            assertThat(permissions(data.path())).isEqualTo("rwx------");
        }
    }

    @Test
    void secretsAreTheirOwnersAlone() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory)) {
            data.apiKey();
            assertThat(permissions(directory.resolve("api-key"))).isEqualTo("rw-------");
            assertThat(permissions(data.databasePassword().file())).isEqualTo("rw-------");
        }
    }

    @Test
    void secretsAreRandomAndKept() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory)) {
            ApiKey key = data.apiKey();
            assertThat(key.value()).hasSize(43).matches("[A-Za-z0-9][A-Za-z0-9_-]+");
            assertThat(data.apiKey()).isEqualTo(key);
            assertThat(data.databasePassword().value()).isNotEqualTo(key.value());
        }
    }

    @Test
    void nothingElseIsLeftAfterASecretIsMade() throws IOException {
        try (DataDirectory data = DataDirectory.open(directory)) {
            data.apiKey();
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("lock", "api-key");
        }
    }

    @Test
    void aSpoiltKeyFileIsNamed() throws IOException {
        Files.writeString(directory.resolve("api-key"), "short\n");
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThatThrownBy(data::apiKey)
                    .isInstanceOf(StandaloneRefused.class)
                    .hasMessageContaining(
                            directory.resolve("api-key").toRealPath().toString());
        }
    }

    @Test
    void aPlaceThatCannotBeOneIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StandaloneRefused.class)
                .hasMessage(
                        "The data directory %s cannot be used: it is no directory; choose another with ORDO_DATA_DIR."
                                .formatted(file));
    }

    @Test
    void oneAtATime() throws IOException {
        try (var _ = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(StandaloneRefused.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aClosedDirectoryIsFree() throws IOException {
        DataDirectory.open(directory).close();
        DataDirectory.open(directory).close();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
