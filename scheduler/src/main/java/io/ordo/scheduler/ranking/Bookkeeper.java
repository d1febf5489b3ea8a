package io.ordo.scheduler.ranking;

import io.ordo.ranker.fair.UrgencyBook;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.ranking.SharedBooks.Shared;
import io.ordo.scheduler.tenant.Tenants;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Brings the books of this scheduler and of all others together, about once a second: in between each knows what it was
 * told itself. What could not be merged is merged the next time.
 */
public final class Bookkeeper {
    /** A worker that has nothing to do is still one for about a minute. */
    private static final double PATIENCE = 0.98;

    private final Ranking ranking;
    private final SharedBooks shared;
    private final Tenants tenants;
    private final Commits commits;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Double> workers = new HashMap<>();

    public Bookkeeper(Ranking ranking, SharedBooks shared, Tenants tenants, Commits commits) {
        this.ranking = ranking;
        this.shared = shared;
        this.tenants = tenants;
        this.commits = commits;
    }

    /**
     * Merges once.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        ranking.agree(tenants.all().stream()
                .collect(HashMap::new, (terms, one) -> terms.put(one.tenant(), one.terms()), Map::putAll));
        var revisions = shared.revisions();
        var leased = shared.leased();
        seen.keySet().retainAll(ranking.books().keySet());
        workers.keySet().retainAll(ranking.books().keySet());
        revisions.keySet().forEach(ranking::of);
        ranking.books().forEach((queue, books) -> {
            count(queue, books, leased.getOrDefault(queue, 0));
            merge(queue, books, revisions.getOrDefault(queue, 0L));
        });
        return false;
    }

    /** As many as had work lately. */
    private void count(String queue, Books books, int leased) {
        double lately = Math.max(leased, workers.getOrDefault(queue, 1.0) * PATIENCE);
        workers.put(queue, Math.max(1, lately));
        books.workers((int) Math.max(1, Math.round(lately)));
    }

    private void merge(String queue, Books books, long revision) {
        var told = books.tags.changes();
        var spent = books.urgency.changes();
        if (!told.isEmpty() || !spent.isEmpty() || !Objects.equals(seen.get(queue), revision)) {
            var together = commits.together(() -> {
                var stored = shared.take(queue);
                boolean isIdle = shared.isIdle(queue);
                var tags = stored.tags().plus(told, stored.at());
                var urgent = UrgencyBook.plus(stored.urgentUntil(), spent, stored.at());
                boolean hasNews = !told.isEmpty() || !spent.isEmpty();
                var now = new Shared(
                        stored.revision() + (hasNews ? 1 : 0), isIdle ? tags.idle() : tags, urgent, stored.at());
                if (hasNews) {
                    shared.put(queue, now);
                }
                return now;
            });
            books.adopt(together.tags(), told);
            books.urgency.adopt(together.urgentUntil(), spent, together.at());
            seen.put(queue, together.revision());
        }
    }
}
