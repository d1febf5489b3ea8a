package io.ordo.scheduler.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.event.EventType;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.history.PostgresOldEvents;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.Told;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is told of tasks and jobs, and that whoever reads on misses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventLogIT {
    private static final String A_JOB = """
            INSERT INTO job (
                id, origin, name, schedule_expression, zone, queue, priority, payload, max_retries, retry_delay_millis,
                backoff_factor, timeout_millis, status, anchor_at, created_at, updated_at)
            VALUES (
                gen_random_uuid(), 'native', ?, 'manual', 'UTC', 'default', 3, '{}', 0, 0, 1, 1000, 'active', now(),
                now(), now())
            """;

    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final Store store = Store.on(address);
    private final EventLog log = store.bean(EventLog.class);

    @AfterEach
    void clear() {
        store.clear();
        tell("default", true);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void theWayOfATaskIsToldStepByStep() {
        var task = store.aTask(Duration.ofMinutes(10), 0, null);
        var told = new Told(store.database());
        store.clock().advance(Duration.ofMinutes(10));
        store.promote();
        store.leases().start(List.of(store.popOne()));
        store.clock().advance(Duration.ofSeconds(61));
        store.reap();
        store.settle(store.popOne(), report(new Outcome.Failed(true), "no_luck", 3));
        store.clock().advance(Duration.ofMinutes(1));
        store.promote();
        store.settle(store.popOne(), report(new Outcome.Succeeded(), null, 0));

        assertThat(told.since())
                .allSatisfy(event -> assertThat(event.task()).isEqualTo(task))
                .allSatisfy(event -> assertThat(event.job()).isNotNull())
                .allSatisfy(event -> assertThat(event.queue()).isEqualTo("default"))
                .extracting(event -> event.type() + " " + event.detail())
                .containsExactly(
                        "task_queued {\"attempts\": 0, \"priority\": 3}",
                        "task_dispatched {\"worker\": \"a worker\", \"attempt\": 1}",
                        "task_running {\"worker\": \"a worker\", \"attempt\": 1}",
                        "task_queued {\"ending\": \"lost\", \"reason\": \"lease_lost\", \"attempts\": 0, \"priority\":"
                                + " 3}",
                        "task_dispatched {\"worker\": \"a worker\", \"attempt\": 2}",
                        "task_pending {\"due_at\": \"2030-01-01T00:12:01.000000Z\", \"ending\": \"failed\","
                                + " \"reason\": \"no_luck\", \"attempts\": 1}",
                        "task_queued {\"attempts\": 1, \"priority\": 3}",
                        "task_dispatched {\"worker\": \"a worker\", \"attempt\": 3}",
                        "task_completed {\"worker\": \"a worker\", \"attempt\": 3, \"attempts\": 2, \"exit_code\": 0}");
    }

    @Test
    void whyATaskEndedIsTold() {
        var told = new Told(store.database());
        store.aTask(Duration.ZERO, 0, Duration.ofMinutes(1));
        store.clock().advance(Duration.ofMinutes(1));
        store.expire();
        store.aQueuedTask();
        store.settle(store.popOne(), report(new Outcome.Failed(false), "no_luck", 1));

        assertThat(told.since())
                .filteredOn(event -> event.type().equals("task_failed"))
                .extracting(Event::detail)
                .containsExactly(
                        "{\"reason\": \"deadline_passed\", \"attempts\": 0}",
                        "{\"reason\": \"no_luck\", \"worker\": \"a worker\", \"attempt\": 1, \"attempts\": 1,"
                                + " \"exit_code\": 1}");
    }

    @Test
    void aQueueWithoutEventsTellsOfItsJobsAlone() {
        tell("default", false);
        var told = new Told(store.database());

        var task = store.aQueuedTask();
        store.leases().start(List.of(store.popOne()));
        progress(task, 10);
        store.cancel(task);
        store.cancel(store.aTask(Duration.ofMinutes(1), 0, null));

        assertThat(told.types()).containsExactly("job_created", "job_progress", "job_created");
    }

    @Test
    void progressIsToldOfTheTaskAndOfItsJobWhenItIsNews() {
        var task = store.aQueuedTask();
        store.popOne();
        var told = new Told(store.database());

        progress(task, 10);
        progress(task, 10);
        progress(task, 20);

        var events = told.since();
        assertThat(events)
                .extracting(event -> event.type() + " " + event.detail())
                .containsExactly(
                        "task_progress {\"percent\": 10}",
                        "job_progress {\"percent\": 10, \"task_id\": \"%s\"}".formatted(task),
                        "task_progress {\"percent\": 20}",
                        "job_progress {\"percent\": 20, \"task_id\": \"%s\"}".formatted(task));
        assertThat(events.get(1).job()).isNotNull();
        assertThat(events.get(1).task()).isNull();
    }

    @Test
    void everyTypeThatIsWrittenIsKnown() {
        var written = store
                .database()
                .query(
                        "SELECT prosrc FROM pg_proc WHERE proname LIKE 'tell%'",
                        Parameters.NONE, row -> row.getString(1))
                .stream()
                .flatMap(source -> Pattern.compile("'((?:job|task)_[a-z]+)'")
                        .matcher(source)
                        .results())
                .map(found -> found.group(1))
                .filter(word -> !word.equals("task_id"));
        var ends = Stream.of("task_completed", "task_failed", "task_cancelled");

        assertThat(Stream.concat(written, ends))
                .containsOnly(Stream.of(EventType.values()).map(EventType::word).toArray(String[]::new));
    }

    @Test
    void whatIsRolledBackIsNotTold() throws SQLException {
        var told = new Told(store.database());
        try (var other = connection()) {
            job(other, "never");
            other.rollback();
        }
        store.aJob("1d");

        assertThat(told.types()).containsExactly("job_created");
    }

    /** The first has the smaller number and the smaller transaction, and is seen last. */
    @Test
    void nothingIsLostWhenTransactionsCommitInAnotherOrderThanTheyWrite() throws SQLException {
        var cursor = caughtUp();
        var names = new ArrayList<String>();
        try (var slow = connection();
                var quick = connection()) {
            job(slow, "slow");
            job(quick, "quick");
            quick.commit();
            cursor = read(cursor, names);
            assertThat(names).isEmpty();
            slow.commit();
        }
        caughtUp();
        read(cursor, names);

        assertThat(names).containsExactly("slow", "quick");
    }

    /** Its number is the greatest, and its transaction the smallest. */
    @Test
    void nothingIsLostWhenAnOldTransactionWritesLate() throws SQLException {
        var cursor = caughtUp();
        var names = new ArrayList<String>();
        try (var old = connection();
                var young = connection()) {
            run(old, "SELECT pg_current_xact_id()");
            job(young, "young");
            young.commit();
            cursor = read(cursor, names);
            job(old, "old");
            cursor = read(cursor, names);
            old.commit();
        }
        caughtUp();
        read(cursor, names);

        assertThat(names).containsExactly("young", "old");
    }

    @Test
    void whoeverGoesOnBehindAnEventGetsExactlyTheRest() {
        var begin = caughtUp();
        for (int i = 0; i < 7; i++) {
            store.aJob("1d");
        }
        caughtUp();
        var all = pages(begin, 100);

        assertThat(all).hasSize(7);
        assertThat(pages(begin, 3)).extracting(EventLog.Read::event).isEqualTo(events(all));
        for (int i = 0; i < all.size(); i++) {
            var text = all.get(i).cursor().toString();
            assertThat(events(pages(EventCursor.parse(text).orElseThrow(), 2)))
                    .isEqualTo(events(all.subList(i + 1, all.size())));
        }
    }

    @Test
    void whoeverComesTooLateIsToldSoAndGoesOn() {
        var old = new PostgresOldEvents(store.database());
        var begin = caughtUp();
        old.forget(begin.to(), 1_000_000);
        store.aJob("1d");
        store.aJob("1d");
        caughtUp();
        var read = pages(begin, 100);
        store.aJob("1d");
        caughtUp();

        assertThat(old.forget(read.getLast().cursor().to(), 1)).isEqualTo(1);
        assertThat(old.forget(read.getLast().cursor().to(), 10)).isEqualTo(1);
        assertThat(old.forget(read.getLast().cursor().to(), 10)).isZero();

        var late = log.after(begin, 10);
        assertThat(late.isReset()).isTrue();
        assertThat(late.events()).isEmpty();
        assertThat(log.after(read.getFirst().cursor(), 10).isReset()).isTrue();
        var inTime = log.after(read.getLast().cursor(), 10);
        assertThat(inTime.isReset()).isFalse();
        assertThat(inTime.events()).hasSize(1);
        store.aJob("1d");
        caughtUp();
        assertThat(log.after(late.next(), 10).events()).hasSize(1);
    }

    @Test
    void whatIsStillToComeIsOfAnotherInstallation() {
        var newest = caughtUp();
        var ahead = new EventCursor(newest.to() + 1_000_000, newest.to() + 1_000_000, 0);

        assertThat(log.after(ahead, 10).isReset()).isTrue();
    }

    @Test
    void aBackupOfAnotherInstallationIsForgotten() {
        var newest = caughtUp();
        long ahead = newest.to() + 1_000_000;
        run("INSERT INTO event (transaction, type, queue, job_id, detail)" + " VALUES ('" + ahead
                + "', 'job_created', 'default', gen_random_uuid(), '{}')");
        run("UPDATE event_forgotten SET horizon = '" + ahead + "'");

        new PostgresOldEvents(store.database()).forgetForeign();

        assertThat(store.database()
                        .query("SELECT FROM event WHERE transaction >= '" + ahead + "'", Parameters.NONE, _ -> true))
                .isEmpty();
        store.aJob("1d");
        caughtUp();
        var page = log.after(newest, 10);
        assertThat(page.isReset()).isFalse();
        assertThat(page.events()).hasSize(1);
    }

    private static List<Event> events(List<EventLog.Read> reads) {
        return reads.stream().map(EventLog.Read::event).toList();
    }

    private List<EventLog.Read> pages(EventCursor from, int limit) {
        var reads = new ArrayList<EventLog.Read>();
        var page = log.after(from, limit);
        while (!page.events().isEmpty()) {
            reads.addAll(page.events());
            page = log.after(page.next(), limit);
        }
        return reads;
    }

    /** Notes the names of the jobs that are told, and where to go on. */
    private EventCursor read(EventCursor cursor, List<String> names) {
        var page = log.after(cursor, 100);
        page.events().forEach(read -> names.add(read.event().detail().replaceAll(".*\"name\": \"(\\w+)\".*", "$1")));
        return page.next();
    }

    private EventCursor caughtUp() {
        return new Told(store.database()).caughtUp();
    }

    private void progress(UUID task, int percent) {
        var answer = store.client().post("/api/v1/tasks/" + task + "/progress", "{\"percent\": " + percent + "}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private void tell(String queue, boolean events) {
        run("UPDATE queue SET events = " + events + " WHERE id = '" + queue + "'");
    }

    private void run(String sql) {
        store.database().update(sql, Parameters.NONE);
    }

    private Connection connection() throws SQLException {
        var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void job(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(A_JOB)) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Report report(Outcome outcome, @Nullable String reason, int exitCode) {
        return new Report(outcome, null, reason, null, exitCode, null);
    }
}
