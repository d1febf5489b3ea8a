package io.ordo.worker.scripts;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Reason;
import io.ordo.worker.process.Children;
import io.ordo.worker.process.Command;
import io.ordo.worker.process.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a script in a workspace of its own and reads the outcome from its exit code. */
public final class ScriptRunner {
    private final Children children;
    private final Path parent;

    /**
     * @param parent the directory in which workspaces are made
     */
    public ScriptRunner(Children children, Path parent) {
        this.children = children;
        this.parent = parent;
    }

    Outcome run(PoppedTask task, Script script, Output log) throws IOException, InterruptedException {
        try (Workspace workspace = Workspace.create(parent)) {
            List<String> words = new ArrayList<>(script.interpreter());
            words.add(workspace.write(script.fileName(), script.code()).toString());
            int exitCode = children.run(new Command(task, workspace, words, script.variables()), log);
            return exitCode == 0 ? new Outcome.Succeeded(null, 0) : failed(exitCode, log);
        }
    }

    private static Outcome failed(int exitCode, Output log) {
        String lastLine = log.text()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((_, later) -> later)
                .map(line -> ": " + line.strip())
                .orElse("");
        return new Outcome.Failed(Reason.EXIT_CODE, "Exit code " + exitCode + lastLine, exitCode);
    }
}
