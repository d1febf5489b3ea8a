package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.backfilling.Backfill;
import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Backfill.Progress;
import io.ordo.scheduler.backfilling.Backfill.Status;
import io.ordo.scheduler.backfilling.Backfill.Window;
import io.ordo.scheduler.backfilling.Backfills;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.work.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Backfills, in their table. */
public final class PostgresBackfills implements Backfills {
    private final Database database;

    public PostgresBackfills(Database database) {
        this.database = database;
    }

    /** An advisory lock of no table: lets in one after the other, so that no more are open than may. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended('ordo_backfill', 0)) IS NULL AS is_held
            """;

    /** Index: backfill_ended, read backwards. */
    private static final String FORGET = """
            DELETE FROM backfill
            WHERE id IN (
                SELECT id
                FROM backfill
                WHERE ended_at IS NOT NULL
                ORDER BY ended_at DESC, id DESC
                OFFSET ?)
            """;

    /** Whoever asks has the lock. Scans the table, which is small. */
    private static final String ASK = """
            INSERT INTO backfill (id, job_id, from_at, to_at, rerun, rate, note, asked_by, times, total)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, given.times, cardinality(given.times)
            FROM (SELECT cast(? AS timestamptz[]) AS times) AS given
            WHERE (SELECT count(*) FROM backfill WHERE ended_at IS NULL) < ?
            """;

    @Override
    public boolean ask(UUID id, Order order, List<Instant> times) {
        return database.atomically(() -> {
            database.query(LOCK, Parameters.NONE, row -> row.getBoolean("is_held"));
            database.update(FORGET, statement -> statement.setInt(1, MOST_KEPT));
            return database.update(ASK, statement -> {
                        statement.setObject(1, id);
                        statement.setObject(2, order.window().job());
                        Columns.setInstant(statement, 3, order.window().from());
                        Columns.setInstant(statement, 4, order.window().to());
                        statement.setBoolean(5, order.rerun());
                        statement.setDouble(6, order.rate());
                        statement.setString(7, order.note());
                        statement.setString(8, order.by());
                        FieldArrays.of(statement, 9, times).withInstants(Function.identity());
                        statement.setInt(10, MOST_OPEN);
                    })
                    == 1;
        });
    }

    /** Locks nothing. Index: backfill's primary key. */
    private static final String FIND = """
            SELECT id, job_id, from_at, to_at, rerun, rate, note, asked_by, asked_at, status, total, done, made, ran,
                   open, reason, started_at, ended_at
            FROM backfill
            WHERE id = ?
            """;

    @Override
    public Optional<Backfill> find(UUID id) {
        return database.queryOne(FIND, statement -> statement.setObject(1, id), PostgresBackfills::backfill);
    }

    /** Locks nothing. Index: backfill_job backwards gives order and start. */
    private static final String OF_JOB = """
            SELECT id, job_id, from_at, to_at, rerun, rate, note, asked_by, asked_at, status, total, done, made, ran,
                   open, reason, started_at, ended_at
            FROM backfill
            WHERE job_id = ?
            ORDER BY asked_at DESC, id DESC
            LIMIT ?
            """;

    @Override
    public List<Backfill> ofJob(UUID job) {
        return database.query(
                OF_JOB,
                statement -> {
                    statement.setObject(1, job);
                    statement.setInt(2, MOST_LISTED);
                },
                PostgresBackfills::backfill);
    }

    /** Locks the row, waiting for a step that holds it. Index: backfill's primary key. */
    private static final String PAUSE = """
            UPDATE backfill
            SET status = 'paused'
            WHERE id = ?
              AND status IN ('queued', 'running', 'paused')
            RETURNING id, job_id, from_at, to_at, rerun, rate, note, asked_by, asked_at, status, total, done, made, ran,
                      open, reason, started_at, ended_at
            """;

    /** Locks the row, waiting for a step that holds it. Index: backfill's primary key. */
    private static final String RESUME = """
            UPDATE backfill
            SET status = CASE WHEN started_at IS NULL THEN 'queued' ELSE 'running' END
            WHERE id = ?
              AND status IN ('queued', 'running', 'paused')
            RETURNING id, job_id, from_at, to_at, rerun, rate, note, asked_by, asked_at, status, total, done, made, ran,
                      open, reason, started_at, ended_at
            """;

    /** Locks the row, waiting for a step that holds it. Index: backfill's primary key. */
    private static final String CANCEL = """
            UPDATE backfill
            SET status = 'cancelled', ended_at = app_now(), times = NULL
            WHERE id = ?
              AND status IN ('queued', 'running', 'paused')
            RETURNING id, job_id, from_at, to_at, rerun, rate, note, asked_by, asked_at, status, total, done, made, ran,
                      open, reason, started_at, ended_at
            """;

    @Override
    public Optional<Backfill> pause(UUID id) {
        return move(PAUSE, id);
    }

    @Override
    public Optional<Backfill> resume(UUID id) {
        return move(RESUME, id);
    }

    @Override
    public Optional<Backfill> cancel(UUID id) {
        return move(CANCEL, id);
    }

    private Optional<Backfill> move(String move, UUID id) {
        return database.queryOne(move, statement -> statement.setObject(1, id), PostgresBackfills::backfill);
    }

    /** Locks the row, passing over those another scheduler is at. Index: backfill_going gives order and start. */
    private static final String TAKE = """
            SELECT id, job_id, from_at, to_at, rerun, rate, note, asked_by, asked_at, status, total, done, made, ran,
                   open, reason, started_at, ended_at
            FROM backfill
            WHERE status IN ('queued', 'running')
              AND next_at <= app_now()
            ORDER BY next_at, id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """;

    @Override
    public Optional<Backfill> take() {
        return database.queryOne(TAKE, Parameters.NONE, PostgresBackfills::backfill);
    }

    /** The row is locked already. Index: backfill's primary key. */
    private static final String NEXT = """
            SELECT slice.planned_at
            FROM backfill
            CROSS JOIN LATERAL unnest(times[done + 1 : done + ?]) WITH ORDINALITY AS slice (planned_at, place)
            WHERE id = ?
            ORDER BY slice.place
            """;

    @Override
    public List<Instant> next(UUID id, int most) {
        return database.query(
                NEXT,
                statement -> {
                    statement.setInt(1, most);
                    statement.setObject(2, id);
                },
                row -> Columns.instant(row, "planned_at"));
    }

    /** The row is locked already. Index: backfill's primary key; its entry in backfill_going moves. */
    private static final String SAVE = """
            UPDATE backfill
            SET status = given.status, done = ?, made = ?, ran = ?, open = ?, reason = ?,
                started_at = coalesce(started_at, app_now()),
                ended_at = CASE WHEN given.status <> 'running' THEN app_now() END,
                times = CASE WHEN given.status = 'running' THEN times END,
                next_at = app_now() + ? * interval '1 microsecond'
            FROM (SELECT cast(? AS text) AS status) AS given
            WHERE id = ?
              AND backfill.status IN ('queued', 'running')
            """;

    @Override
    public void save(Backfill backfill, Duration pause) {
        var progress = backfill.progress();
        database.update(SAVE, statement -> {
            statement.setInt(1, progress.done());
            statement.setInt(2, progress.made());
            statement.setInt(3, progress.ran());
            statement.setInt(4, progress.open());
            statement.setString(5, backfill.reason());
            statement.setLong(6, pause.toNanos() / 1_000);
            statement.setString(7, Words.of(backfill.status()));
            statement.setObject(8, backfill.id());
        });
    }

    /** Locks the row, waiting for a step that holds it. Index: backfill's primary key; moves in backfill_going. */
    private static final String PUT_OFF = """
            UPDATE backfill
            SET next_at = app_now() + ? * interval '1 microsecond'
            WHERE id = ?
              AND status IN ('queued', 'running')
            """;

    @Override
    public void putOff(UUID id, Duration pause) {
        database.update(PUT_OFF, statement -> {
            statement.setLong(1, pause.toNanos() / 1_000);
            statement.setObject(2, id);
        });
    }

    private static Backfill backfill(ResultSet row) throws SQLException {
        var progress = new Progress(
                row.getInt("total"), row.getInt("done"), row.getInt("made"), row.getInt("ran"), row.getInt("open"));
        return new Backfill(
                Columns.uuid(row, "id"),
                order(row),
                Words.read(Status.class, row.getString("status")).orElseThrow(),
                progress,
                row.getString("reason"),
                Columns.instant(row, "asked_at"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "ended_at"));
    }

    private static Order order(ResultSet row) throws SQLException {
        var window =
                new Window(Columns.uuid(row, "job_id"), Columns.instant(row, "from_at"), Columns.instant(row, "to_at"));
        return new Order(
                window,
                row.getBoolean("rerun"),
                row.getDouble("rate"),
                row.getString("note"),
                row.getString("asked_by"));
    }
}
