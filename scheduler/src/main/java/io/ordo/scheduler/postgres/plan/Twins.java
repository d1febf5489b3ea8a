package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.postgres.IntakeLock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds tasks that have not ended and do the work of a due job that has an identity. */
final class Twins {
    private final Database database;
    private final IntakeLock intakeLock;

    Twins(Database database) {
        this.database = database;
        this.intakeLock = new IntakeLock(database);
    }

    /**
     * True until the transaction ends, because the intake of the queues is locked: nobody else makes tasks of these
     * identities, and one that is queued again was in one of the three places before. Index: ready_hash, lease_hash
     * and waiting_hash, an entry each.
     */
    private static final String UNDER_WAY = """
            SELECT asked.queue, asked.hash, live.task_id
            FROM unnest(cast(? AS text[]), cast(? AS text[])) AS asked (queue, hash)
            JOIN LATERAL (
                SELECT task_id FROM ready WHERE ready.queue = asked.queue AND ready.hash = asked.hash
                UNION ALL
                SELECT task_id FROM lease WHERE lease.queue = asked.queue AND lease.hash = asked.hash
                UNION ALL
                SELECT task_id FROM waiting WHERE waiting.queue = asked.queue AND waiting.hash = asked.hash
                LIMIT 1) AS live ON true
            """;

    /** The jobs in their order, each with its twin. */
    List<DueJob> with(List<DueJob> jobs) {
        var identities = jobs.stream()
                .map(DueJob::job)
                .filter(Twins::hasIdentity)
                .map(Identity::of)
                .toList();
        if (identities.isEmpty()) {
            return jobs;
        }
        intakeLock.takeAll(identities.stream().map(Identity::queue).toList());
        var twins = new HashMap<Identity, UUID>();
        database.query(
                        UNDER_WAY,
                        statement -> FieldArrays.of(statement, 1, identities)
                                .withTexts(Identity::queue)
                                .withTexts(Identity::hash),
                        row -> Map.entry(
                                new Identity(row.getString("queue"), row.getString("hash")),
                                Columns.uuid(row, "task_id")))
                .forEach(twin -> twins.put(twin.getKey(), twin.getValue()));
        return jobs.stream().map(due -> with(due, twins)).toList();
    }

    private static DueJob with(DueJob due, Map<Identity, UUID> twins) {
        var twin = hasIdentity(due.job()) ? twins.get(Identity.of(due.job())) : null;
        return twin == null ? due : due.under(twin);
    }

    private static boolean hasIdentity(Job job) {
        return job.origin().equals(Job.KAT) && job.externalKey() != null;
    }

    private record Identity(String queue, String hash) {
        static Identity of(Job job) {
            return new Identity(job.draft().work().queue(), String.valueOf(job.externalKey()));
        }
    }
}
