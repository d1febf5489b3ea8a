package io.ordo.worker.testing;

import static java.util.Objects.requireNonNull;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.ordo.api.queue.LeaseView;
import io.ordo.api.queue.PoppedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Builds popped tasks: {@code aTask().payload("…").build()}. */
public final class TaskBuilder {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private static final long FENCE = 7;
    private static final int ATTEMPT = 3;

    private final UUID id = UUID.randomUUID();
    private JsonNode payload = json("{}");
    private BigDecimal timeout = BigDecimal.valueOf(60);
    private BigDecimal leaseSeconds = BigDecimal.valueOf(60);
    private String queue = "default";

    public static TaskBuilder aTask() {
        return new TaskBuilder();
    }

    /** JSON, in which ' stands for ". */
    public TaskBuilder payload(String json) {
        payload = json(json.replace('\'', '"'));
        return this;
    }

    public TaskBuilder shell(String script) {
        payload = JsonNode.from(Map.of("type", "shell_script", "script", script));
        return this;
    }

    public TaskBuilder python(String code) {
        payload = JsonNode.from(Map.of("type", "python_code", "code", code));
        return this;
    }

    public TaskBuilder timeout(double seconds) {
        timeout = BigDecimal.valueOf(seconds);
        return this;
    }

    public TaskBuilder lease(double seconds) {
        leaseSeconds = BigDecimal.valueOf(seconds);
        return this;
    }

    public TaskBuilder in(String queue) {
        this.queue = queue;
        return this;
    }

    public PoppedTask build() {
        LeaseView lease = new LeaseView(FENCE, ATTEMPT, CREATED.plusSeconds(60), leaseSeconds);
        return new PoppedTask(id, queue, null, null, 3, payload, timeout, null, CREATED, lease);
    }

    public static JsonNode json(String json) {
        try {
            return requireNonNull(ObjectMapper.getDefault().readValue(json, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
