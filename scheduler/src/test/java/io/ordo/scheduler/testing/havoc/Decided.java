package io.ordo.scheduler.testing.havoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.schedule.PlannedTimes;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.testing.Store;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What must always be true of the ledger. */
public final class Decided {
    private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

    /** Whatever ran has one task, and whatever has a planned time and does nothing again stands in the ledger. */
    private static final String NOT_ONE_TASK = """
            SELECT coalesce(noted.job_id, made.job_id) AS id
            FROM (SELECT job_id, planned_at, task_id FROM occurrence WHERE outcome = 'ran') AS noted
            FULL JOIN (
                SELECT job_id, planned_at, id FROM task WHERE planned_at IS NOT NULL AND retry_of IS NULL) AS made
                ON made.job_id = noted.job_id AND made.planned_at = noted.planned_at AND made.id = noted.task_id
            WHERE noted.task_id IS NULL OR made.id IS NULL
            """;

    /** What went to a task went to one of its job. */
    private static final String NOT_SHARED = """
            SELECT occurrence.job_id AS id
            FROM occurrence
            LEFT JOIN task ON task.id = occurrence.task_id AND task.job_id = occurrence.job_id
            WHERE outcome = 'coalesced' AND task.id IS NULL
            """;

    private Decided() {}

    /** Fails when a planned time has not exactly one task where it ran, and none otherwise. */
    public static void assertTasks(Database database, String where) {
        for (var violations : List.of(NOT_ONE_TASK, NOT_SHARED)) {
            assertThat(database.query(violations, Parameters.NONE, row -> Columns.uuid(row, "id")))
                    .as("%s%n%s", where, violations)
                    .isEmpty();
        }
    }

    /**
     * Fails when a planned time of an active job stands not exactly once in the ledger, from one on up to the one it is
     * due for next.
     */
    public static void assertWhole(Store store, Job job, Instant first, String where) {
        var now = store.jobs().find(job.id()).orElseThrow();
        var schedule = store.bean(Timetable.class).schedule(now);
        var next = first;
        for (var noted : ledger(store, job)) {
            assertThat(noted.plannedAt()).as("%s: %s %s", where, now, noted).isEqualTo(next);
            assertThat(noted.count()).as("%s: %s", where, noted).isEqualTo((int)
                    new PlannedTimes(schedule, noted.plannedAt().minusNanos(1), noted.until())
                            .count(Occurrence.LARGEST_COUNT));
            next = schedule.nextAfter(noted.until()).orElseThrow();
        }
        assertThat(Timetable.planned(now, Objects.requireNonNull(now.timing().next())))
                .as("%s: %s", where, now)
                .isEqualTo(next);
    }

    /** What is noted of a job, oldest first. */
    public static List<Occurrence> ledger(Store store, Job job) {
        return store.ledger().list(new Ledger.Search(job.id(), Instant.EPOCH, FAR, null, 100_000));
    }
}
