package io.ordo.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path parent;

    @Test
    void onlyItsOwnerMayEnter() throws IOException {
        try (Workspace workspace = Workspace.create(parent)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void closingRemovesAllThatIsInIt() throws IOException {
        try (Workspace workspace = Workspace.create(parent)) {
            Path closed = Files.createDirectories(workspace.path().resolve("a/b"));
            Files.writeString(closed.resolve("file"), "text");
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void closingFollowsNoLinks() throws IOException {
        Path precious = Files.createDirectory(parent.resolve("precious"));
        Files.writeString(precious.resolve("file"), "text");
        try (Workspace workspace = Workspace.create(parent)) {
            Files.createSymbolicLink(workspace.path().resolve("link"), precious);
        }

        assertThat(precious.resolve("file")).hasContent("text");
    }
}
