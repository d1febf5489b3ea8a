package io.ordo.worker.scripts;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Executor;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Payload;
import io.ordo.worker.execution.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes {@code shell_script} tasks: the payload's {@code script} by the worker's shell, whatever its first
 * line.
 */
public final class ShellScript implements Executor {
    private final ScriptRunner runner;
    private final Optional<Path> shell;

    /**
     * @param shell the shell; when absent its tasks fail as unsupported
     */
    public ShellScript(ScriptRunner runner, Optional<Path> shell) {
        this.runner = runner;
        this.shell = shell;
    }

    @Override
    public String type() {
        return "shell_script";
    }

    @Override
    public Outcome execute(PoppedTask task, Output log) throws IOException, InterruptedException {
        String script = new Payload(task.payload()).requiredText("script", "No shell script provided in payload");
        if (shell.isEmpty()) {
            return Outcome.failed(
                    Reason.UNSUPPORTED, "This worker has no shell: set ORDO_WORKER_SHELL and start it again");
        }
        List<String> interpreter = List.of(shell.get().toString());
        return runner.run(task, new Script("job.sh", script, interpreter, Map.of()), log);
    }
}
