package io.ordo.scheduler.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.tidy.Repository;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the migrations add up to, in one page: a review sees every change of the schema there. */
class SchemaSnapshotIT {
    private static final String TARGET = "scheduler/target/schema.txt";
    private static final String SNAPSHOT = "scheduler/src/test/resources/schema.txt";

    @Test
    void theMigrationsMakeTheSchemaThatWasReviewed() throws Exception {
        var database = Servers.newDatabase();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        var actual = Repository.ROOT.resolve(TARGET);
        Files.writeString(actual, String.join("\n", lines(database)) + "\n");
        assertThat(actual)
                .as("the schema; when the change is meant: cp %s %s", TARGET, SNAPSHOT)
                .hasSameTextualContentAs(Repository.ROOT.resolve(SNAPSHOT));
    }

    private static List<String> lines(DatabaseAddress database) throws Exception {
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            for (String part : List.of(DOMAINS, TABLES, VIEWS, SEQUENCES, FUNCTIONS)) {
                try (var rows = statement.executeQuery(part)) {
                    while (rows.next()) {
                        lines.add(rows.getString("line"));
                    }
                }
            }
        }
        return lines;
    }

    private static final String DOMAINS = """
            SELECT format('domain %s %s constraint %s %s', typname, format_type(typbasetype, typtypmod), conname,
                          pg_get_constraintdef(pg_constraint.oid)) AS line
            FROM pg_type
            JOIN pg_constraint ON contypid = pg_type.oid
            WHERE typnamespace = cast('public' AS regnamespace)
            ORDER BY typname COLLATE "C", conname COLLATE "C"
            """;

    /** Each with its columns as they stand, then its constraints and its other indexes by name. */
    private static final String TABLES = """
            WITH relation AS (
                SELECT pg_class.oid, relname, reloptions, pg_get_partkeydef(pg_class.oid) AS partitioned
                FROM pg_class
                WHERE relnamespace = cast('public' AS regnamespace)
                  AND relkind IN ('r', 'p')
                  AND relname <> 'flyway_schema_history'
            ), part AS (
                SELECT relname, 0 AS kind, 0 AS place, '' AS name,
                       concat('table ' || relname, ' partitioned by ' || partitioned,
                              ' with ' || array_to_string(reloptions, ', ')) AS line
                FROM relation
                UNION ALL
                SELECT relname, 1, attnum, '',
                       concat('    ' || attname || ' ' || format_type(atttypid, atttypmod),
                              CASE WHEN attnotnull THEN ' not null' END,
                              ' default ' || pg_get_expr(adbin, adrelid))
                FROM relation
                JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                UNION ALL
                SELECT relname, 2, 0, conname,
                       '    constraint ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
                FROM relation
                JOIN pg_constraint ON conrelid = relation.oid AND contype <> 'n'
                UNION ALL
                SELECT relname, 3, 0, cast(cast(indexrelid AS regclass) AS text), '    ' || pg_get_indexdef(indexrelid)
                FROM relation
                JOIN pg_index ON indrelid = relation.oid
                WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
                UNION ALL
                SELECT relname, 4, 0, tgname, '    ' || pg_get_triggerdef(pg_trigger.oid)
                FROM relation
                JOIN pg_trigger ON tgrelid = relation.oid AND NOT tgisinternal
            )
            SELECT line
            FROM part
            ORDER BY relname COLLATE "C", kind, place, name COLLATE "C"
            """;

    private static final String VIEWS = """
            SELECT 'view ' || relname || E'\\n' || pg_get_viewdef(oid) AS line
            FROM pg_class
            WHERE relnamespace = cast('public' AS regnamespace)
              AND relkind IN ('v', 'm')
            ORDER BY relname COLLATE "C"
            """;

    private static final String SEQUENCES = """
            SELECT format('sequence %s %s from %s to %s by %s%s cache %s', sequencename, data_type,
                          min_value, max_value, increment_by, CASE WHEN cycle THEN ' cycle' END, cache_size) AS line
            FROM pg_sequences
            WHERE schemaname = 'public'
            ORDER BY sequencename COLLATE "C"
            """;

    private static final String FUNCTIONS = """
            SELECT 'function ' || proname || E'\\n' || trim(TRAILING E'\\n' FROM pg_get_functiondef(oid)) AS line
            FROM pg_proc
            WHERE pronamespace = cast('public' AS regnamespace)
            ORDER BY proname COLLATE "C", pg_get_function_identity_arguments(oid)
            """;
}
