package io.ordo.scheduler.postgres.admin;

import io.ordo.scheduler.choosing.Choice;
import io.ordo.scheduler.choosing.Choices;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.queue.RankerVersion;
import java.util.List;
import java.util.Optional;

/** The choices of rankers, in their table. */
public final class PostgresChoices implements Choices {
    private final Database database;
    private final RankerTexts texts;

    public PostgresChoices(Database database, RankerTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    /** Index: the primary keys of ranker_choice, read backwards, and ranker. */
    private static final String NEWEST = """
            SELECT number, spec ->> 'name' AS name, version, chosen_at, chosen_by, note
            FROM ranker_choice
            JOIN ranker ON ranker.id = ranker_choice.ranker
            WHERE queue = ?
            ORDER BY number DESC
            LIMIT ?
            """;

    @Override
    public List<Choice> newest(String queue, int most) {
        return database.query(
                NEWEST,
                statement -> {
                    statement.setString(1, queue);
                    statement.setInt(2, most);
                },
                row -> new Choice(
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("version"),
                        Columns.instant(row, "chosen_at"),
                        row.getString("chosen_by"),
                        row.getString("note")));
    }

    /** Index: the primary keys of ranker_choice, read backwards, and ranker. */
    private static final String BEFORE = """
            WITH newest AS (
                SELECT ranker
                FROM ranker_choice
                WHERE queue = ?
                ORDER BY number DESC
                LIMIT 1
            )
            SELECT spec
            FROM ranker_choice
            JOIN ranker ON ranker.id = ranker_choice.ranker
            JOIN newest ON newest.ranker <> ranker_choice.ranker
            WHERE queue = ?
            ORDER BY number DESC
            LIMIT 1
            """;

    @Override
    public Optional<RankerVersion> before(String queue) {
        return database.queryOne(
                        BEFORE,
                        statement -> {
                            statement.setString(1, queue);
                            statement.setString(2, queue);
                        },
                        row -> row.getString("spec"))
                .map(texts::read)
                .map(RankerVersion::of);
    }

    /** Whoever adds words holds the queue's row. Index: ranker_choice's primary key. */
    private static final String NOTE = """
            UPDATE ranker_choice
            SET note = ?
            WHERE queue = ?
              AND ranker = ?
              AND note IS NULL
              AND number = (SELECT max(newest.number) FROM ranker_choice AS newest WHERE newest.queue = ?)
            """;

    @Override
    public void note(String queue, RankerVersion ranker, String note) {
        database.update(NOTE, statement -> {
            statement.setString(1, note);
            statement.setString(2, queue);
            statement.setLong(3, ranker.id());
            statement.setString(4, queue);
        });
    }

    /** Index: reranking's primary key. */
    private static final String RERANKING = """
            SELECT done, total
            FROM reranking
            WHERE queue = ?
              AND (total > 0 OR done > 0)
            """;

    @Override
    public Optional<Reranking> reranking(String queue) {
        return database.queryOne(
                RERANKING,
                statement -> statement.setString(1, queue),
                row -> new Reranking(row.getLong("done"), row.getLong("total")));
    }
}
