package io.ordo.scheduler.postgres;

import io.ordo.scheduler.postgres.Database.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the database believes of its tables near to what is in them. It makes its plans by that, keeps them, and
 * looks itself only once a minute or so: plans made for an empty queue read the whole of a full one at every pop.
 */
public final class TableStatistics {
    private static final Logger LOG = LoggerFactory.getLogger(TableStatistics.class);

    /** The tables that may hold nothing at one moment and very much soon after. */
    private static final Map<String, String> ANALYZE = new TreeMap<>(Map.of(
            "attempt", "ANALYZE (SKIP_LOCKED) attempt",
            "event", "ANALYZE (SKIP_LOCKED) event",
            "job", "ANALYZE (SKIP_LOCKED) job",
            "lease", "ANALYZE (SKIP_LOCKED) lease",
            "occurrence", "ANALYZE (SKIP_LOCKED) occurrence",
            "prerequisite", "ANALYZE (SKIP_LOCKED) prerequisite",
            "ready", "ANALYZE (SKIP_LOCKED) ready",
            "task", "ANALYZE (SKIP_LOCKED) task",
            "timing", "ANALYZE (SKIP_LOCKED) timing",
            "waiting", "ANALYZE (SKIP_LOCKED) waiting"));

    private final Database database;

    public TableStatistics(Database database) {
        this.database = database;
    }

    /**
     * Those that are more than twice as large as believed: in rows, as the database counts what is written, which it
     * forgets in a crash, or in pages, which it does not. Fewer than some hundred rows matter to no plan. Scans the
     * catalogue.
     */
    private static final String OUTGROWN = """
            SELECT name
            FROM unnest(cast(? AS text[])) AS asked (name)
            JOIN pg_class ON pg_class.oid = to_regclass(name)
            LEFT JOIN pg_stat_user_tables AS counted ON counted.relid = pg_class.oid
            WHERE n_live_tup > 200 + 2 * greatest(0, reltuples)
               OR pg_relation_size(pg_class.oid) > (8 + 2 * relpages) * cast(current_setting('block_size') AS bigint)
            """;

    /**
     * Has the database look again at tables that have outgrown what it believes.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        var outgrown = outgrown();
        ANALYZE.forEach((table, analyze) -> {
            if (outgrown.contains(table)) {
                LOG.debug("table_outgrew_its_statistics table={} next=analyzed", table);
                database.update(analyze, Parameters.NONE);
            }
        });
        return false;
    }

    private List<String> outgrown() {
        return database.query(
                OUTGROWN,
                statement -> FieldArrays.of(statement, 1, List.copyOf(ANALYZE.keySet()))
                        .withTexts(name -> name),
                row -> row.getString("name"));
    }
}
