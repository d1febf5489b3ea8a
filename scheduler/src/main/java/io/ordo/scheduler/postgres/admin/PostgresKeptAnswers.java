package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.commit.KeptAnswers;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import java.util.List;
import java.util.Optional;

/** Answers that were given, in their table. */
public final class PostgresKeptAnswers implements KeptAnswers {
    private final Database database;

    public PostgresKeptAnswers(Database database) {
        this.database = database;
    }

    /** An advisory lock: there is no row yet when a request is sent for the first time. */
    private static final String LOCK = """
            SELECT pg_try_advisory_xact_lock(hashtextextended('ordo_answer ' || ?, 0)) AS granted
            """;

    @Override
    public boolean lock(String scope) {
        return database.queryOne(LOCK, statement -> statement.setString(1, scope), row -> row.getBoolean("granted"))
                .orElseThrow();
    }

    /**
     * Index: the primary keys of kept_answer and lease. An answer that gave leases is worth something while one of
     * them lives.
     */
    private static final String FIND = """
            SELECT fingerprint, status, body, location
            FROM kept_answer
            WHERE scope = ?
              AND kept_at > app_now() - interval '24 hours'
              AND (task_ids IS NULL
                   OR EXISTS (
                       SELECT 1
                       FROM unnest(task_ids, fences) AS given (task_id, fence)
                       JOIN lease ON lease.task_id = given.task_id
                                 AND lease.fence = given.fence
                       WHERE expires_at > app_now()))
            """;

    @Override
    public Optional<Answer> find(String scope) {
        return database.queryOne(
                FIND,
                statement -> statement.setString(1, scope),
                row -> new Answer(
                        row.getString("fingerprint"),
                        row.getInt("status"),
                        row.getString("body"),
                        row.getString("location"),
                        List.of()));
    }

    /** Index: kept_answer's primary key. */
    private static final String KEEP = """
            INSERT INTO kept_answer (scope, fingerprint, status, body, location, task_ids, fences)
            VALUES (?, ?, ?, ?, ?, nullif(cast(? AS uuid[]), '{}'), nullif(cast(? AS bigint[]), '{}'))
            ON CONFLICT (scope) DO UPDATE
            SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
                location = excluded.location, task_ids = excluded.task_ids, fences = excluded.fences,
                kept_at = app_now()
            """;

    @Override
    public void keep(String scope, Answer answer) {
        database.update(KEEP, statement -> {
            statement.setString(1, scope);
            statement.setString(2, answer.fingerprint());
            statement.setInt(3, answer.status());
            statement.setString(4, answer.body());
            statement.setString(5, answer.location());
            FieldArrays.of(statement, 6, answer.leases())
                    .withUuids(LeaseKey::task)
                    .withLongs(LeaseKey::fence);
        });
    }

    /** Locks what it forgets, passing over what another forgets. Index: kept_answer_age. */
    private static final String PRUNE = """
            WITH old AS (
                SELECT scope
                FROM kept_answer
                WHERE kept_at <= app_now() - interval '24 hours'
                ORDER BY kept_at
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            )
            DELETE FROM kept_answer
            USING old
            WHERE kept_answer.scope = old.scope
            """;

    @Override
    public int prune(int limit) {
        return database.update(PRUNE, statement -> statement.setInt(1, limit));
    }
}
