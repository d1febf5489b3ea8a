package io.ordo.worker.process;

import io.ordo.worker.execution.Output;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs child processes, one for each call, and cleans up after them. */
public final class Children {
    private static final File NOTHING = new File("/dev/null");

    private final Tools tools;
    private final String path;

    /**
     * @param path the variable PATH the children see
     */
    public Children(Tools tools, String path) {
        this.tools = tools;
        this.path = path;
    }

    /**
     * Runs a child to its end and kills whatever it leaves behind. The calling thread starts it and stays
     * with it: where the machine can, the child is killed when that thread, and so the worker, dies. That is
     * the best there is, not a promise: the child's own children are not killed then.
     *
     * @param log takes output and errors as printed; the child is killed when it is full
     * @return the exit code; 128 and the signal's number when it was killed
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the thread was interrupted; the child is dead then
     */
    public int run(Command command, Output log) throws IOException, InterruptedException {
        Process process = start(command);
        ProcessTree tree = new ProcessTree(process.toHandle(), Marker.of(command.task()), tools.ownSession());
        OutputReader reader = new OutputReader(process, log);
        try {
            reader.start();
            return process.waitFor();
        } finally {
            tree.kill();
            reader.await();
        }
    }

    private Process start(Command command) throws IOException {
        List<String> words = new ArrayList<>(tools.launcher());
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(command.workspace().path().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(command));
        return builder.start();
    }

    private Map<String, String> environment(Command command) {
        String home = command.workspace().path().toString();
        Map<String, String> environment = new HashMap<>(command.variables());
        environment.putAll(Map.of("PATH", path, "HOME", home, "TMPDIR", home, "LANG", "C.UTF-8"));
        environment.putAll(Marker.of(command.task()).variables());
        return environment;
    }
}
