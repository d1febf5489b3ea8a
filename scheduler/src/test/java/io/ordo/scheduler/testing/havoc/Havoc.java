package io.ordo.scheduler.testing.havoc;

import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Lets those die who are in the middle of a transaction: their statements fail, or the server ends their connections.
 * What is right must come out all the same.
 */
public final class Havoc {
    /**
     * A statement in about thirty fails, however many rows it is about. Sequences count how many were in danger: they
     * are not rolled back.
     */
    private static final List<String> MISHAP = List.of("""
            CREATE FUNCTION mishap() RETURNS trigger
                LANGUAGE plpgsql
                AS $$
                BEGIN
                    PERFORM nextval('mishap_' || TG_TABLE_NAME);
                    IF random() < cast(TG_ARGV[0] AS double precision) THEN
                        RAISE EXCEPTION 'a mishap';
                    END IF;
                    RETURN NULL;
                END
                $$
            """, """
            CREATE SEQUENCE mishap_occurrence
            """, """
            CREATE SEQUENCE mishap_task
            """, """
            CREATE SEQUENCE mishap_prerequisite
            """, """
            CREATE SEQUENCE mishap_job
            """, """
            CREATE SEQUENCE mishap_timing
            """, """
            CREATE SEQUENCE mishap_backfill
            """, """
            CREATE TRIGGER mishap AFTER INSERT OR DELETE ON occurrence EXECUTE FUNCTION mishap(0.03)
            """, """
            CREATE TRIGGER mishap AFTER INSERT ON task EXECUTE FUNCTION mishap(0.03)
            """, """
            CREATE TRIGGER mishap AFTER INSERT ON prerequisite EXECUTE FUNCTION mishap(0.03)
            """, """
            CREATE TRIGGER mishap AFTER UPDATE ON job EXECUTE FUNCTION mishap(0.03)
            """, """
            CREATE TRIGGER mishap AFTER UPDATE ON timing EXECUTE FUNCTION mishap(0.03)
            """, """
            CREATE TRIGGER mishap AFTER UPDATE ON backfill EXECUTE FUNCTION mishap(0.03)
            """);

    private static final Duration SOON = Duration.ofMillis(1);

    private static final String KILL_ONE = """
            SELECT pg_terminate_backend(victim.pid)
            FROM (
                SELECT pid
                FROM pg_stat_activity
                WHERE datname = current_database()
                  AND pid <> pg_backend_pid()
                  AND xact_start IS NOT NULL
                ORDER BY random()
                LIMIT 1) AS victim
            """;

    private static final String IN_DANGER = """
            SELECT substr(sequencename, length('mishap_') + 1) AS name
            FROM pg_sequences
            WHERE sequencename LIKE 'mishap\\_%'
              AND last_value IS NOT NULL
            """;

    private final DatabaseAddress address;
    private final Database database;
    private final AtomicInteger deaths = new AtomicInteger();
    private final AtomicLong rounds = new AtomicLong();

    private Havoc(DatabaseAddress address, Database database) {
        this.address = address;
        this.database = database;
    }

    /** From now on statements fail at random. */
    public static Havoc on(DatabaseAddress address, Database database) {
        MISHAP.forEach(statement -> database.update(statement, Parameters.NONE));
        return new Havoc(address, database);
    }

    /** Goes on through whatever happens until there is nothing more to do. */
    public void despite(BooleanSupplier round) {
        boolean isMore = true;
        while (isMore) {
            rounds.incrementAndGet();
            try {
                isMore = round.getAsBoolean();
            } catch (RuntimeException died) {
                deaths.incrementAndGet();
            }
        }
    }

    /** Lets all of them go on at once, and ends the connections of some in the middle of it. */
    public void among(List<BooleanSupplier> rounds, int kills) {
        var left = new AtomicInteger(rounds.size());
        Runnable killer = () -> kill(kills, () -> left.get() == 0);
        Race.among(Stream.concat(Stream.of(killer), rounds.stream().<Runnable>map(round -> () -> {
                    try {
                        despite(round);
                    } finally {
                        left.decrementAndGet();
                    }
                }))
                .toList());
    }

    private void kill(int most, BooleanSupplier isOver) {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.prepareStatement(KILL_ONE)) {
            int killed = 0;
            long before = rounds.get();
            while (killed < most && !isOver.getAsBoolean()) {
                try (var victims = statement.executeQuery()) {
                    killed += victims.next() ? 1 : 0;
                }
                long last = before;
                await().pollInterval(SOON).until(() -> rounds.get() > last || isOver.getAsBoolean());
                before = rounds.get();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The tables whose statements might have failed. */
    public List<String> inDanger() {
        return database.query(IN_DANGER, Parameters.NONE, row -> row.getString("name"));
    }

    /** How many rounds died. */
    public int deaths() {
        return deaths.get();
    }
}
