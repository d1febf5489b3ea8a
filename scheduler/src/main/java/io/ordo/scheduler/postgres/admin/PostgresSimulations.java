package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.lab.Experiment;
import io.ordo.scheduler.lab.Simulation;
import io.ordo.scheduler.lab.Simulation.Status;
import io.ordo.scheduler.lab.Simulations;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.queue.RankerVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Simulations, in their table. */
public final class PostgresSimulations implements Simulations {
    private final Database database;
    private final RankerTexts texts;

    public PostgresSimulations(Database database, RankerTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /** An advisory lock of no table: lets in one after the other, so that no more wait than may. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended('ordo_simulation', 0)) IS NULL AS is_held
            """;

    /** Whoever asks has the lock. Index: simulation_queued, of few rows. */
    private static final String ASK = """
            INSERT INTO simulation (id, queue, rankers, from_at, to_at, workers, most, asked_by)
            SELECT ?, ?, cast(cast(? AS text[]) AS jsonb[]), ?, ?, ?, ?, ?
            WHERE (SELECT count(*) FROM simulation WHERE status = 'queued') < ?
            """;

    /** Index: simulation_asked, read backwards. */
    private static final String FORGET = """
            DELETE FROM simulation
            WHERE id IN (
                SELECT id
                FROM simulation
                WHERE ended_at IS NOT NULL
                ORDER BY asked_at DESC, id DESC
                OFFSET ?)
            """;

    @Override
    public boolean ask(UUID id, Experiment experiment, String by) {
        return database.atomically(() -> {
            database.query(LOCK, Parameters.NONE, row -> row.getBoolean("is_held"));
            database.update(FORGET, statement -> statement.setInt(1, MOST_KEPT));
            return database.update(ASK, statement -> {
                        statement.setObject(1, id);
                        statement.setString(2, experiment.queue());
                        FieldArrays.of(statement, 3, experiment.rankers())
                                .withTexts(ranker -> texts.write(ranker.spec()));
                        Columns.setInstant(statement, 4, experiment.from());
                        Columns.setInstant(statement, 5, experiment.to());
                        Columns.setInteger(statement, 6, experiment.workers());
                        statement.setInt(7, experiment.most());
                        statement.setString(8, by);
                        statement.setInt(9, MOST_QUEUED);
                    })
                    == 1;
        });
    }

    /** Index: simulation's primary key. */
    private static final String FIND = """
            SELECT id, queue, cast(rankers AS text[]) AS rankers, from_at, to_at, workers, most, status, progress,
                   reason, asked_at, asked_by, started_at, ended_at
            FROM simulation
            WHERE id = ?
            """;

    @Override
    public Optional<Simulation> find(UUID id) {
        return database.queryOne(FIND, statement -> statement.setObject(1, id), this::simulation);
    }

    /** Index: simulation's primary key. */
    private static final String RESULT = """
            SELECT result
            FROM simulation
            WHERE id = ?
              AND status = 'done'
            """;

    @Override
    public Optional<String> result(UUID id) {
        return database.queryOne(RESULT, statement -> statement.setObject(1, id), row -> row.getString("result"));
    }

    /** Index: simulation_asked, read backwards; all of it, which is little. */
    private static final String ALL = """
            SELECT id, queue, cast(rankers AS text[]) AS rankers, from_at, to_at, workers, most, status, progress,
                   reason, asked_at, asked_by, started_at, ended_at
            FROM simulation
            ORDER BY asked_at DESC, id DESC
            """;

    @Override
    public List<Simulation> all() {
        return database.query(ALL, Parameters.NONE, this::simulation);
    }

    /** Index: simulation's primary key. */
    private static final String CANCEL = """
            UPDATE simulation
            SET status = 'cancelled', ended_at = app_now()
            WHERE id = ?
              AND status IN ('queued', 'running')
            """;

    @Override
    public boolean cancel(UUID id) {
        return database.update(CANCEL, statement -> statement.setObject(1, id)) == 1;
    }

    /** Passes over what another scheduler takes in this very moment. Index: simulation_queued. */
    private static final String TAKE = """
            UPDATE simulation
            SET status = 'running', started_at = app_now(), heartbeat_at = app_now(), progress = 0
            WHERE id = (
                SELECT id
                FROM simulation
                WHERE status = 'queued'
                ORDER BY asked_at, id
                LIMIT 1
                FOR UPDATE SKIP LOCKED)
            RETURNING id, queue, cast(rankers AS text[]) AS rankers, from_at, to_at, workers, most, status, progress,
                      reason, asked_at, asked_by, started_at, ended_at
            """;

    @Override
    public Optional<Simulation> take() {
        return database.queryOne(TAKE, Parameters.NONE, this::simulation);
    }

    /** Index: simulation's primary key. */
    private static final String BEAT = """
            UPDATE simulation
            SET progress = ?, heartbeat_at = app_now()
            WHERE id = ?
              AND status = 'running'
            """;

    @Override
    public boolean beat(UUID id, double progress) {
        return database.update(BEAT, statement -> {
                    statement.setDouble(1, Math.clamp(progress, 0, 1));
                    statement.setObject(2, id);
                })
                == 1;
    }

    /** Index: simulation's primary key. */
    private static final String DONE = """
            UPDATE simulation
            SET status = 'done', progress = 1, result = cast(? AS jsonb), ended_at = app_now()
            WHERE id = ?
              AND status = 'running'
            """;

    @Override
    public void done(UUID id, String result) {
        database.update(DONE, statement -> {
            statement.setString(1, result);
            statement.setObject(2, id);
        });
    }

    /** Index: simulation's primary key. */
    private static final String FAIL = """
            UPDATE simulation
            SET status = 'failed', reason = ?, ended_at = app_now()
            WHERE id = ?
              AND status = 'running'
            """;

    @Override
    public void fail(UUID id, String reason) {
        database.update(FAIL, statement -> {
            statement.setString(1, reason);
            statement.setObject(2, id);
        });
    }

    /** Index: simulation's primary key. */
    private static final String GIVE_BACK = """
            UPDATE simulation
            SET status = 'queued', progress = 0, started_at = NULL, heartbeat_at = NULL
            WHERE id = ?
              AND status = 'running'
            """;

    @Override
    public void giveBack(UUID id) {
        database.update(GIVE_BACK, statement -> statement.setObject(1, id));
    }

    /** Scans the table, which is small. */
    private static final String LOSE = """
            UPDATE simulation
            SET status = 'failed', reason = 'lost', ended_at = app_now()
            WHERE status = 'running'
              AND heartbeat_at < app_now() - ? * interval '1 second'
            """;

    @Override
    public void lose(Duration silence) {
        database.update(LOSE, statement -> statement.setDouble(1, silence.toMillis() / 1_000.0));
    }

    private Simulation simulation(ResultSet row) throws SQLException {
        return new Simulation(
                row.getObject("id", UUID.class),
                experiment(row),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getDouble("progress"),
                row.getString("reason"),
                Columns.instant(row, "asked_at"),
                row.getString("asked_by"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "ended_at"));
    }

    private Experiment experiment(ResultSet row) throws SQLException {
        var rankers = (String[]) row.getArray("rankers").getArray();
        return new Experiment(
                row.getString("queue"),
                Stream.of(rankers).map(texts::read).map(RankerVersion::of).toList(),
                Columns.instant(row, "from_at"),
                Columns.instant(row, "to_at"),
                Columns.integerOrNull(row, "workers"),
                row.getInt("most"));
    }
}
