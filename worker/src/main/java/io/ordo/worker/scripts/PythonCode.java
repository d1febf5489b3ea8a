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

/** Executes {@code python_code} tasks: the payload's {@code code} by the worker's Python. */
public final class PythonCode implements Executor {
    private final ScriptRunner runner;
    private final Optional<Path> python;

    /**
     * @param python the interpreter; when absent its tasks fail as unsupported
     */
    public PythonCode(ScriptRunner runner, Optional<Path> python) {
        this.runner = runner;
        this.python = python;
    }

    @Override
    public String type() {
        return "python_code";
    }

    @Override
    public Outcome execute(PoppedTask task, Output log) throws IOException, InterruptedException {
        String code = new Payload(task.payload()).requiredText("code", "No Python code provided in payload");
        if (python.isEmpty()) {
            return Outcome.failed(
                    Reason.UNSUPPORTED, "This worker has no Python: set ORDO_WORKER_PYTHON and start it again");
        }
        // Unbuffered: what was printed before a kill is in the log.
        List<String> interpreter = List.of(python.get().toString(), "-u");
        return runner.run(task, new Script("job.py", code, interpreter, Map.of("PYTHONDONTWRITEBYTECODE", "1")), log);
    }
}
