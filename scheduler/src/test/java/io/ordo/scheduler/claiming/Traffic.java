package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Workers and submitters at several schedulers, some of which may break off in the middle of an answer. What they were
 * told they remember, and while one of them holds a task nobody else may be given it.
 */
final class Traffic {
    private static final int MOST_TRIES = 10_000;

    private final List<Client> schedulers;
    private final Database database;
    private final Map<UUID, Long> held = new ConcurrentHashMap<>();
    private final Queue<UUID> pushed = new ConcurrentLinkedQueue<>();
    private final Map<UUID, String> ended = new ConcurrentHashMap<>();
    private final AtomicInteger steps = new AtomicInteger();

    Traffic(List<Client> schedulers, Database database) {
        this.schedulers = schedulers;
        this.database = database;
    }

    /** How many steps were made. */
    int steps() {
        return steps.get();
    }

    /** The tasks that were pushed, as somebody was told. */
    List<UUID> pushed() {
        return List.copyOf(pushed);
    }

    /** How tasks ended, as somebody was told. */
    Map<UUID, String> ended() {
        return Map.copyOf(ended);
    }

    /** Makes so many steps; when one fails, those that are left count as made, so that nobody waits for them. */
    void run(Random random, int most) {
        int left = most;
        try {
            for (; left > 0; left--) {
                steps.incrementAndGet();
                step(random);
            }
        } finally {
            steps.addAndGet(left);
        }
    }

    private void step(Random random) {
        switch (random.nextInt(10)) {
            case 0, 1 -> push(random);
            case 2, 3 -> pop(random);
            case 4, 5 -> popUnderAKey(random);
            case 6, 7, 8 -> settle(random);
            default -> cancelOrMove(random);
        }
    }

    /** Some have an identity, and may meet a twin. */
    private void push(Random random) {
        String tasks = IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(_ -> "{\"id\": \"%s\", \"payload\": {}, \"priority\": %d%s}"
                        .formatted(
                                UUID.randomUUID(),
                                1 + random.nextInt(5),
                                random.nextBoolean() ? "" : ", \"hash\": \"" + random.nextInt(6) + "\""))
                .collect(Collectors.joining(",", "[", "]"));
        ask(any(random), client -> client.post("/api/v1/queues/traffic/push", tasks))
                .ifPresent(answer -> {
                    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                    for (int i = 0; i < answer.size("results"); i++) {
                        if (answer.at("results." + i + ".id") != null) {
                            pushed.add(UUID.fromString(answer.text("results." + i + ".id")));
                        } else {
                            assertThat(answer.at("results." + i + ".code")).isEqualTo("task_queued");
                        }
                    }
                });
    }

    private void pop(Random random) {
        ask(any(random), client -> client.post("/api/v1/queues/traffic/pop?wait=0.1&limit=" + (1 + random.nextInt(5))))
                .ifPresent(this::take);
    }

    /** Asks again until it is answered: whatever was popped by the tries before comes again. */
    private void popUnderAKey(Random random) {
        String name = UUID.randomUUID().toString();
        int limit = 1 + random.nextInt(5);
        var answer = untilAnswered(
                random,
                client -> client.with("Idempotency-Key", name)
                        .post("/api/v1/queues/traffic/pop?limit=" + limit + "&worker=" + name));
        assertThat(take(answer)).containsAll(leasesOf(name));
    }

    private void settle(Random random) {
        var task = held.keySet().stream().skip(random.nextInt(3)).findFirst().orElse(null);
        var fence = task == null ? null : held.remove(task);
        if (task == null || fence == null) {
            return;
        }
        String outcome = List.of("succeeded", "succeeded", "failed", "released").get(random.nextInt(4));
        var answer = untilAnswered(
                random,
                client -> client.post(
                        "/api/v1/tasks/" + task + "/settle",
                        "{\"fence\": " + fence + ", \"outcome\": \"" + outcome + "\"}"));
        if (answer.status() == 200) {
            note(task, answer.text("status"));
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(409);
            assertThat(status(task)).isEqualTo("cancelled");
        }
    }

    private void cancelOrMove(Random random) {
        var task = pushed.stream().skip(random.nextInt(50)).findFirst().orElse(null);
        if (task == null) {
            return;
        }
        if (random.nextInt(3) > 0) {
            String priority = "{\"priority\": " + (1 + random.nextInt(5)) + "}";
            ask(any(random), client -> client.send("PATCH", "/api/v1/tasks/" + task, priority));
            return;
        }
        var answer = untilAnswered(random, client -> client.post("/api/v1/tasks/" + task + "/cancel"));
        if (answer.status() == 200) {
            note(task, "cancelled");
        } else {
            assertThat(answer.at("code")).as(answer.body()).isEqualTo("task_ended");
        }
    }

    /** What is said to be final is said once and for ever. */
    private void note(UUID task, String status) {
        if (List.of("completed", "failed", "cancelled").contains(status)) {
            assertThat(ended.put(task, status)).isIn(null, status);
        }
    }

    private List<UUID> take(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var taken = new ArrayList<UUID>();
        for (int i = 0; i < answer.size("results"); i++) {
            var task = UUID.fromString(answer.text("results." + i + ".id"));
            long fence = Long.parseLong(answer.text("results." + i + ".lease.fence"));
            assertThat(held.put(task, fence)).as("holder of " + task).isNull();
            assertThat(ended.get(task)).as("end of " + task).isIn(null, "cancelled"); // in this very moment
            taken.add(task);
        }
        return taken;
    }

    private Client any(Random random) {
        return schedulers.get(random.nextInt(schedulers.size()));
    }

    /** The answer; empty when there was none, or nobody knows what became of the request. */
    private static Optional<Answer> ask(Client client, Function<Client, Answer> request) {
        try {
            return Optional.of(request.apply(client)).filter(answer -> answer.status() != 503);
        } catch (UncheckedIOException brokenOff) {
            return Optional.empty();
        }
    }

    private Answer untilAnswered(Random random, Function<Client, Answer> request) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var answer = ask(any(random), request).filter(one -> !"request_running".equals(code(one)));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new AssertionError("not answered after " + MOST_TRIES + " tries");
    }

    private static @Nullable Object code(Answer answer) {
        return answer.status() == 409 ? answer.at("code") : null;
    }

    private List<UUID> leasesOf(String holder) {
        return database.query(
                "SELECT task_id FROM lease WHERE holder = ?",
                statement -> statement.setString(1, holder),
                row -> Columns.uuid(row, "task_id"));
    }

    /** Where a task stands. */
    String status(UUID task) {
        return database.queryOne(
                        "SELECT status FROM task_status WHERE id = ?",
                        statement -> statement.setObject(1, task),
                        row -> row.getString("status"))
                .orElseThrow();
    }
}
