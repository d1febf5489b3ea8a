package io.ordo.worker.process;

import static io.ordo.worker.testing.TaskBuilder.aTask;

import io.ordo.worker.execution.Output;
import io.ordo.worker.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A program that runs a child, prints its pid and waits to be killed. */
final class DoomedWorker {
    private DoomedWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Output log = new Output(1_000);
        Thread.ofPlatform().daemon().start(() -> {
            Awaitility.await().until(() -> log.text().endsWith("\n"));
            System.out.print(log.text());
            System.out.flush();
        });
        Workspace workspace = Workspace.create(Path.of(arguments[0]));
        List<String> words = List.of("/bin/bash", "-c", "echo $$; exec sleep 300");
        new Children(Needs.TOOLS, "/usr/bin:/bin").run(new Command(aTask().build(), workspace, words, Map.of()), log);
    }
}
