package io.ordo.scheduler.ranking;

import io.ordo.ranker.fair.UrgencyBook;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.ranking.SharedBooks.Shared;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.tenant.Tenants;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the books of this scheduler and of all others together, about once a second: in between each knows what it was
 * told itself. What could not be merged is merged the next time, and keeps no other queue from being merged.
 */
public final class Bookkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeper.class);

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
    public synchronized boolean runOnce() {
        ranking.agree(tenants.all().stream().collect(Collectors.toMap(Agreement::tenant, Function.identity())));
        var revisions = shared.revisions();
        var leased = shared.leased();
        seen.keySet().retainAll(ranking.books().keySet());
        workers.keySet().retainAll(ranking.books().keySet());
        revisions.keySet().forEach(ranking::of);
        ranking.books().forEach((queue, books) -> {
            count(queue, books, leased.getOrDefault(queue, 0));
            mergeForItself(queue, books, revisions.getOrDefault(queue, 0L));
        });
        return false;
    }

    private void mergeForItself(String queue, Books books, long revision) {
        try {
            merge(queue, books, revision);
        } catch (RuntimeException failure) {
            if (commits.isAway(failure)) {
                throw failure;
            }
            LOG.warn("book_not_merged queue={} next=retried", queue, failure);
        }
    }

    /** Sets what a tenant owes in a queue, durably. Tasks that are queued already stand where they stand. */
    public synchronized void owe(String queue, String tenant, Duration debt) {
        ranking.owe(queue, tenant, debt);
        merge(queue, ranking.of(queue), 0);
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
