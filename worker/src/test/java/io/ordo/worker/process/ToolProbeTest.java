package io.ordo.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolProbeTest {
    @TempDir
    private Path folder;

    @Test
    void thePythonFoundIsWhatTheCommandSaysItIs() throws IOException {
        Path interpreter = program("real-python", "");
        program("python-shim", "echo " + interpreter);

        Tools tools = new ToolProbe(folder.toString()).probe("none", "python-shim");

        assertThat(tools.python()).contains(interpreter);
    }

    @Test
    void aCommandThatFailsIsNoPython() throws IOException {
        program("broken", "echo /bin/sh; exit 1");

        assertThat(new ToolProbe(folder.toString()).probe("none", "broken").python())
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsLeftOut() {
        Tools tools = new ToolProbe(folder.toString()).probe("/no/such/shell", "python3");

        assertThat(tools.shell()).isEmpty();
        assertThat(tools.python()).isEmpty();
        assertThat(tools.launcher()).isEmpty();
        assertThat(tools.ownSession()).isFalse();
    }

    @Test
    void aToolThatDoesNotKnowItsOptionsIsLeftOut() throws IOException {
        program("setpriv", "exit 1");
        Path setsid = program("setsid", "exec \"$@\"");

        Tools tools = new ToolProbe(folder.toString()).probe("none", "none");

        assertThat(tools.launcher()).containsExactly(setsid.toString());
    }

    @Test
    void aShellIsFoundByNameOrByPath() throws IOException {
        Path shell = program("shell", "");

        assertThat(new ToolProbe(folder.toString()).probe("shell", "none").shell())
                .contains(shell);
        assertThat(new ToolProbe("").probe(shell.toString(), "none").shell()).contains(shell);
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
