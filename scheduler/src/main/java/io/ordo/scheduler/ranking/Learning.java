package io.ordo.scheduler.ranking;

import io.ordo.ranker.history.DurationSketch;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.ranking.Books.Ended;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings together what this scheduler and all others learn of how long work takes: about once a second it tells what it
 * learned, every ten seconds it hears what the others did.
 */
public final class Learning {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    /** So many sorts of work a queue is known by after a start, and so many are heard of at once. */
    private static final int MOST_SORTS = 10_000;

    private static final Duration HEARING = Duration.ofSeconds(10);

    /** A transaction that writes takes no longer, and no clock is further off: what is heard twice does no harm. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Ranking ranking;
    private final SharedDurations shared;
    private final Commits commits;
    private final InstantSource clock;
    private final Set<String> known = new HashSet<>();
    private @Nullable Instant heard;

    /** @param clock an estimate of the database's */
    public Learning(Ranking ranking, SharedDurations shared, Commits commits, InstantSource clock) {
        this.ranking = ranking;
        this.shared = shared;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * Tells and hears once. What could not be told is told the next time, and keeps no other queue from being told of.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        hear();
        ranking.books()
                .forEach((queue, books) -> forItself(queue, () -> {
                    sort(books);
                    tell(queue, books);
                }));
        return false;
    }

    private void forItself(String queue, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            if (commits.isAway(failure)) {
                throw failure;
            }
            LOG.warn("durations_not_merged queue={} next=retried", queue, failure);
        }
    }

    private void hear() {
        var now = clock.instant();
        var before = heard == null ? now : heard;
        known.retainAll(ranking.books().keySet());
        ranking.books().forEach((queue, books) -> {
            if (!known.contains(queue)) {
                forItself(queue, () -> {
                    books.durations.adopt(shared.newest(queue, MOST_SORTS));
                    known.add(queue);
                });
            }
        });
        if (heard == null || !now.isBefore(before.plus(HEARING))) {
            shared.since(before.minus(OVERLAP), MOST_SORTS)
                    .forEach((queue, sketches) -> ranking.of(queue).durations.adopt(sketches));
            heard = now;
        }
    }

    /** Of tasks that were popped at another scheduler it must be asked what sort of work they were. */
    private void sort(Books books) {
        var ended = books.takeUnsorted();
        if (ended.isEmpty()) {
            return;
        }
        try {
            var sorts = shared.sorts(ended.stream().map(Ended::task).toList());
            ended.forEach(one -> books.durations.settled(sorts.get(one.task()), null, one.ran()));
        } catch (RuntimeException failure) {
            books.giveBack(ended);
            throw failure;
        }
    }

    private void tell(String queue, Books books) {
        var learned = books.durations.takeChanges();
        if (learned.isEmpty()) {
            return;
        }
        try {
            books.durations.adopt(commits.together(() -> together(queue, learned)));
        } catch (RuntimeException failure) {
            books.durations.giveBack(learned);
            throw failure;
        }
    }

    private Map<String, DurationSketch> together(String queue, Map<String, DurationSketch> learned) {
        var durations = shared.take(queue, learned.keySet());
        durations.forEach((sort, sketch) -> {
            var more = learned.get(sort);
            if (more != null) {
                sketch.merge(more);
            }
        });
        shared.put(queue, durations);
        return durations;
    }
}
