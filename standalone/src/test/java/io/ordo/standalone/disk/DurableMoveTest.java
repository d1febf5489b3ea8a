package io.ordo.standalone.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableMoveTest {
    @TempDir
    Path directory;

    @Test
    void aFileIsMoved() throws IOException {
        Path unfinished = Files.writeString(directory.resolve("unfinished"), "text");
        DurableMove.move(unfinished, directory.resolve("place"));
        assertThat(directory.resolve("place")).hasContent("text");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aDirectoryIsMovedWithAllInIt() throws IOException {
        Path unfinished = directory.resolve("unfinished");
        Files.createDirectories(unfinished.resolve("deep/empty"));
        Files.writeString(unfinished.resolve("deep/file"), "text");
        Files.createSymbolicLink(unfinished.resolve("link"), Path.of("deep/file"));
        Files.createSymbolicLink(unfinished.resolve("to-nowhere"), Path.of("nowhere"));

        DurableMove.move(unfinished, directory.resolve("place"));

        assertThat(directory.resolve("place/deep/empty")).isEmptyDirectory();
        assertThat(directory.resolve("place/link")).hasContent("text");
        assertThat(directory.resolve("place/to-nowhere")).isSymbolicLink();
        assertThat(unfinished).doesNotExist();
    }
}
