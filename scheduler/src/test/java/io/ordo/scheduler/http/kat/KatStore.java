package io.ordo.scheduler.http.kat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A store with tasks of OpenKAT's in it, a second apart. */
final class KatStore implements AutoCloseable {
    static final String BOEFJE = "{\"boefje\": {\"id\": \"%s\"}, \"input_ooi\": \"%s\", \"organization\": \"o\"}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store = Store.create();

    Store store() {
        return store;
    }

    Client client() {
        return store.client();
    }

    ManualClock clock() {
        return store.clock();
    }

    /** A queued boefje of organisation o. */
    UUID aBoefje(String id, String object) {
        return aTask("boefje", "o", BOEFJE.formatted(id, object));
    }

    UUID aTask(String queue, String organisation, String data) {
        return aTask(queue, organisation, data, Source.PUSH);
    }

    /** A queued task of that schedule. */
    UUID aTaskOf(UUID schedule, String data) {
        return aTask("boefje", "o", data, Source.of(schedule, null));
    }

    private UUID aTask(String queue, String organisation, String data, Source source) {
        var id = UUID.randomUUID();
        var hash = id.toString().replace("-", "");
        var work = new Work(
                queue, organisation, 5, data, new RetryPolicy(0, Duration.ofMinutes(1), 2), Work.DEFAULT_TIMEOUT);
        store.bean(Pusher.class)
                .push(store.queue(queue), List.of(new Push(id, true, source, work, hash, null, null, Set.of())));
        clock().advance(Duration.ofSeconds(1));
        return id;
    }

    /** Pops the one task that is queued. */
    LeaseKey popOne(String queue) {
        return store.pop(new Claim(queue, 1, null, null, null))
                .getFirst()
                .lease()
                .key();
    }

    void start(LeaseKey key) {
        store.bean(Leases.class).start(List.of(key));
    }

    void succeed(LeaseKey key) {
        settle(key, new Outcome.Succeeded(), null);
    }

    void fail(LeaseKey key) {
        settle(key, new Outcome.Failed(false), "no_luck");
    }

    private void settle(LeaseKey key, Outcome outcome, @Nullable String reason) {
        store.settle(key, new Report(outcome, null, reason, null, null, null));
    }

    void cancel(UUID task) {
        store.cancel(task);
    }

    /** The schedules, until there are any, are a table of the test's own. */
    void pretendSchedules() {
        store.database().update("DROP VIEW IF EXISTS kat_schedule", Parameters.NONE);
        store.database().update("""
                CREATE TABLE kat_schedule (
                    id uuid, scheduler_id text, organisation text, hash text, data jsonb, enabled boolean,
                    schedule text, deadline_at timestamptz, created_at timestamptz, modified_at timestamptz)
                """, Parameters.NONE);
    }

    /** A schedule due after that time. */
    UUID aSchedule(Duration due) {
        var id = UUID.randomUUID();
        store.database().update("""
                INSERT INTO kat_schedule (id, scheduler_id, organisation, data, enabled, deadline_at, created_at)
                VALUES (?, 'boefje', 'o', '{"name": "weekly"}', true, ?, app_now())
                """, statement -> {
            statement.setObject(1, id);
            Columns.setInstant(statement, 2, clock().now().plus(due));
        });
        return id;
    }

    /** The texts at a JSON pointer within each element of a list, in its order. */
    static List<String> each(Answer answer, String list, String pointer) {
        try {
            return JSON.readTree(answer.body())
                    .at(list)
                    .valueStream()
                    .map(element -> element.at(pointer).asText())
                    .toList();
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }

    void clear() {
        store.clear();
    }

    @Override
    public void close() {
        store.close();
    }
}
