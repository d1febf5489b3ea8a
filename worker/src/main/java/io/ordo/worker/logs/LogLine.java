package io.ordo.worker.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Executor;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * Executes {@code log} tasks: appends the payload's {@code fields} as one line of JSON to the log that it names. A task
 * that is executed again, because nobody heard that it had been, appends its line again.
 */
public final class LogLine implements Executor {
    private static final Set<OpenOption> APPENDING = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path directory;

    /**
     * @param directory where the logs are; made when the first line is
     */
    public LogLine(Path directory) {
        this.directory = directory;
    }

    @Override
    public String type() {
        return "log";
    }

    @Override
    public Outcome execute(PoppedTask task, Output log) throws IOException {
        Payload payload = new Payload(task.payload());
        String name = LogName.of(payload.requiredText("log", "No log named in payload"));
        JsonNode fields = task.payload().get("fields");
        append(name, fields == null ? JsonNode.createObjectNode(Map.of()) : fields);
        log.printLine("Appended a line to " + name);
        return new Outcome.Succeeded(null, null);
    }

    /** In one write, so that lines of others do not come in between. */
    private void append(String name, JsonNode fields) throws IOException {
        ByteBuffer line = UTF_8.encode(ObjectMapper.getDefault().writeValueAsString(fields) + "\n");
        Files.createDirectories(directory);
        try (FileChannel file = FileChannel.open(directory.resolve(name), APPENDING)) {
            while (line.hasRemaining()) {
                file.write(line);
            }
        }
    }
}
