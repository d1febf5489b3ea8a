package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A dispatched queue of several schedulers: what was pushed to it, and what the database says of it. */
final class Outgoing {
    private static final int BATCH = 1_000;

    private final String id;
    private final List<Client> schedulers;
    private final Database database;
    private final Set<String> sent = new LinkedHashSet<>();

    private Outgoing(String id, List<Client> schedulers, Database database) {
        this.id = id;
        this.schedulers = schedulers;
        this.database = database;
    }

    /**
     * A new queue, first come first served.
     *
     * @param schedulers that are pushed to, in turn
     * @param settings further ones, as fields of a body
     */
    static Outgoing make(List<Client> schedulers, Database database, String settings) {
        var id = "out-" + UUID.randomUUID();
        Lane.make(
                schedulers.getFirst(), id, "\"dispatch\": true, \"events\": false, \"ranker\": \"fifo\", " + settings);
        return new Outgoing(id, schedulers, database);
    }

    /** Pushes more, each of which is tried again soon and often. */
    void push(int tasks, String target) {
        for (int from = 0; from < tasks; from += BATCH) {
            var ids = IntStream.range(from, Math.min(tasks, from + BATCH))
                    .mapToObj(_ -> UUID.randomUUID().toString())
                    .toList();
            var body = ids.stream()
                    .map(task -> """
                            {"id": "%s", "payload": {"task": "%s"}, "target": %s,
                             "retry_policy": {"max_retries": 100, "retry_delay": 0.1, "backoff_factor": 1}}
                            """.formatted(task, task, target))
                    .collect(Collectors.joining(",", "[", "]"));
            var api = schedulers.get(from / BATCH % schedulers.size());
            var pushed = api.post("/api/v1/queues/" + id + "/push", body);
            assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
            sent.addAll(ids);
        }
    }

    /** The ids of what was pushed, which are its keys, in their order. */
    Set<String> sent() {
        return sent;
    }

    /** Waits until everything is completed. */
    void awaitDone(Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(completed()).isEqualTo(sent.size()));
    }

    private int completed() {
        return count("""
                SELECT count(*) AS tasks
                FROM attempt
                JOIN task ON task.id = attempt.task_id
                WHERE task.queue = ?
                  AND moved_to = 'completed'
                """);
    }

    /** How many stand behind gates. */
    int gated() {
        return count("SELECT count(*) AS tasks FROM ready WHERE queue = ? AND gate IS NOT NULL");
    }

    /** How many are held by somebody. */
    int leased() {
        return count("SELECT count(*) AS tasks FROM lease WHERE queue = ?");
    }

    /** How many were accepted by receivers who have a minute and more left for them. */
    int accepted() {
        return count("""
                SELECT count(*) AS tasks
                FROM lease
                WHERE queue = ?
                  AND started_at IS NOT NULL
                  AND expires_at > app_now() + interval '1 minute'
                """);
    }

    /** How many leases have ended without anybody saying so. */
    int expired() {
        return count("SELECT count(*) AS tasks FROM lease WHERE queue = ? AND expires_at <= app_now()");
    }

    /** How many attempts ended so. */
    int attempts(String ending) {
        return database.query("""
                        SELECT count(*) AS attempts
                        FROM attempt
                        JOIN task ON task.id = attempt.task_id
                        WHERE task.queue = ?
                          AND ending = ?
                        """, of(ending), row -> row.getInt("attempts")).getFirst();
    }

    private int count(String statement) {
        return database.query(statement, parameters -> parameters.setString(1, id), row -> row.getInt("tasks"))
                .getFirst();
    }

    /** The tasks with an attempt that ended so. */
    Set<String> ended(String ending) {
        return Set.copyOf(database.query("""
                SELECT DISTINCT cast(task_id AS text) AS task
                FROM attempt
                JOIN task ON task.id = attempt.task_id
                WHERE task.queue = ?
                  AND ending = ?
                """, of(ending), row -> row.getString("task")));
    }

    private Parameters of(String ending) {
        return statement -> {
            statement.setString(1, id);
            statement.setString(2, ending);
        };
    }
}
