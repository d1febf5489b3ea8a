package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.choosing.Shadow;
import io.ordo.scheduler.choosing.ShadowRank;
import io.ordo.scheduler.choosing.ShadowRank.By;
import io.ordo.scheduler.choosing.ShadowRanks;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Samples of what shadows said, in a table of their own. */
public final class PostgresShadowRanks implements ShadowRanks {
    private final Database database;

    public PostgresShadowRanks(Database database) {
        this.database = database;
    }

    /** Index: queue's primary key, for those that are still there. */
    private static final String KEEP = """
            INSERT INTO shadow_rank (queue, task_id, tenant, class, ranker, rank, shadow, shadow_rank, ranked_at)
            SELECT heard.queue, task_id, tenant, class, heard.ranker, rank, heard.shadow, shadow_rank, ranked_at
            FROM unnest(
                cast(? AS text[]), cast(? AS uuid[]), cast(? AS text[]), cast(? AS integer[]), cast(? AS bigint[]),
                cast(? AS bigint[]), cast(? AS bigint[]), cast(? AS bigint[]), cast(? AS timestamptz[]))
                AS heard (queue, task_id, tenant, class, ranker, rank, shadow, shadow_rank, ranked_at)
            JOIN queue ON queue.id = heard.queue
            """;

    /** Index: shadow_rank's primary key, twice: to find the first that is too many, and those before it. */
    private static final String PRUNE = """
            DELETE FROM shadow_rank
            WHERE queue = ?
              AND number <= (
                SELECT newest.number
                FROM shadow_rank AS newest
                WHERE newest.queue = ?
                ORDER BY newest.number DESC
                LIMIT 1 OFFSET ?)
            """;

    @Override
    public void keep(List<ShadowRank> ranks) {
        database.update(
                KEEP,
                statement -> FieldArrays.of(statement, 1, ranks)
                        .withTexts(ShadowRank::queue)
                        .withUuids(ShadowRank::task)
                        .withTexts(ShadowRank::tenant)
                        .withIntegers(ShadowRank::classNumber)
                        .withLongs(rank -> rank.live().ranker())
                        .withLongs(rank -> rank.live().rank())
                        .withLongs(rank -> rank.shadow().ranker())
                        .withLongs(rank -> rank.shadow().rank())
                        .withInstants(ShadowRank::at));
        ranks.stream()
                .map(ShadowRank::queue)
                .distinct()
                .forEach(queue -> database.update(PRUNE, statement -> {
                    statement.setString(1, queue);
                    statement.setString(2, queue);
                    statement.setInt(3, MOST);
                }));
    }

    /** Index: shadow_rank's primary key; at most as many rows as are kept. */
    private static final String OF = """
            SELECT queue, task_id, tenant, class, ranker, rank, shadow, shadow_rank, ranked_at
            FROM shadow_rank
            WHERE queue = ?
              AND ranker = ?
              AND shadow = ?
              AND ranked_at >= ?
            ORDER BY ranked_at, number
            """;

    @Override
    public List<ShadowRank> of(String queue, long live, Shadow shadow) {
        return database.query(
                OF,
                statement -> {
                    statement.setString(1, queue);
                    statement.setLong(2, live);
                    statement.setLong(3, shadow.ranker().id());
                    Columns.setInstant(statement, 4, shadow.since());
                },
                PostgresShadowRanks::rank);
    }

    private static ShadowRank rank(ResultSet row) throws SQLException {
        return new ShadowRank(
                row.getString("queue"),
                Columns.uuid(row, "task_id"),
                row.getString("tenant"),
                row.getInt("class"),
                new By(row.getLong("ranker"), row.getLong("rank")),
                new By(row.getLong("shadow"), row.getLong("shadow_rank")),
                Columns.instant(row, "ranked_at"));
    }
}
