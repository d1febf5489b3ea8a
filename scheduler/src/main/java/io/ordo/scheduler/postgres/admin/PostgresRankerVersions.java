package io.ordo.scheduler.postgres.admin;

import io.ordo.ranker.catalog.Rankers;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.RankerVersions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rankers there were, in their table; those everybody has are known without it. */
public final class PostgresRankerVersions implements RankerVersions {
    private final Database database;
    private final RankerTexts texts;
    private final Map<Long, RankerVersion> known = new ConcurrentHashMap<>();

    public PostgresRankerVersions(Database database, RankerTexts texts) {
        this.database = database;
        this.texts = texts;
        Rankers.names().stream()
                .flatMap(name -> RankerVersion.named(name).stream())
                .forEach(version -> known.put(version.id(), version));
    }

    /** Index: ranker's primary key. */
    private static final String FIND = """
            SELECT spec
            FROM ranker
            WHERE id = ?
            """;

    @Override
    public Optional<RankerVersion> find(long id) {
        var cached = known.get(id);
        if (cached != null || id == 0) {
            return Optional.ofNullable(cached);
        }
        var found = database.queryOne(FIND, statement -> statement.setLong(1, id), row -> row.getString("spec"))
                .map(texts::read)
                .map(RankerVersion::of);
        found.ifPresent(version -> known.put(id, version));
        return found;
    }
}
