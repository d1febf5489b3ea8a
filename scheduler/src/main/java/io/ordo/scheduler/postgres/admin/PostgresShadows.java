package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.choosing.Shadow;
import io.ordo.scheduler.choosing.Shadows;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.queue.RankerVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Shadows, in the rows of their queues. */
public final class PostgresShadows implements Shadows {
    private final Database database;
    private final RankerTexts texts;
    private final Map<String, RankerVersion> rankers = new ConcurrentHashMap<>();

    public PostgresShadows(Database database, RankerTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /** Scans queue, which is small. */
    private static final String ALL = """
            SELECT id, shadow -> 'ranker' AS ranker, cast(shadow ->> 'since' AS timestamptz) AS since,
                   shadow ->> 'by' AS started_by
            FROM queue
            WHERE shadow IS NOT NULL
            """;

    @Override
    public Map<String, Shadow> all() {
        return database.query(ALL, Parameters.NONE, row -> Map.entry(row.getString("id"), shadow(row))).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Index: queue's primary key. */
    private static final String FIND = """
            SELECT shadow -> 'ranker' AS ranker, cast(shadow ->> 'since' AS timestamptz) AS since,
                   shadow ->> 'by' AS started_by
            FROM queue
            WHERE id = ?
              AND shadow IS NOT NULL
            """;

    @Override
    public Optional<Shadow> find(String queue) {
        return database.queryOne(FIND, statement -> statement.setString(1, queue), this::shadow);
    }

    /** Locks the queue against another change, and forgets old samples. Index: the primary keys of both. */
    private static final String START = """
            WITH forgotten AS (
                DELETE FROM shadow_rank
                WHERE queue = ?
            )
            UPDATE queue
            SET shadow = jsonb_build_object(
                'ranker', cast(? AS jsonb), 'since', app_now(), 'by', cast(? AS text))
            WHERE id = ?
            """;

    @Override
    public void start(String queue, RankerVersion ranker, String by) {
        database.update(START, statement -> {
            statement.setString(1, queue);
            statement.setString(2, texts.write(ranker.spec()));
            statement.setString(3, by);
            statement.setString(4, queue);
        });
    }

    /** Locks the queue against another change, and forgets old samples. Index: the primary keys of both. */
    private static final String END = """
            WITH ended AS (
                SELECT id, shadow
                FROM queue
                WHERE id = ?
                  AND shadow IS NOT NULL
                FOR NO KEY UPDATE
            ), forgotten AS (
                DELETE FROM shadow_rank
                USING ended
                WHERE shadow_rank.queue = ended.id
            )
            UPDATE queue
            SET shadow = NULL
            FROM ended
            WHERE queue.id = ended.id
            RETURNING ended.shadow -> 'ranker' AS ranker, cast(ended.shadow ->> 'since' AS timestamptz) AS since,
                      ended.shadow ->> 'by' AS started_by
            """;

    @Override
    public Optional<Shadow> end(String queue) {
        return database.queryOne(END, statement -> statement.setString(1, queue), this::shadow);
    }

    private Shadow shadow(ResultSet row) throws SQLException {
        var ranker = rankers.computeIfAbsent(row.getString("ranker"), text -> RankerVersion.of(texts.read(text)));
        return new Shadow(ranker, Columns.instant(row, "since"), row.getString("started_by"));
    }
}
