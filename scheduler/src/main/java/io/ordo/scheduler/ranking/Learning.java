package io.ordo.scheduler.ranking;

import io.ordo.ranker.history.DurationSketch;
import io.ordo.scheduler.commit.Commits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what this scheduler and all others learn of how long work takes: about once a second it tells what it
 * learned, every ten seconds it hears what the others did.
 */
public final class Learning {
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
     * Tells and hears once. What could not be told is told the next time.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        hear();
        sort();
        ranking.books().forEach(this::tell);
        return false;
    }

    private void hear() {
        var now = clock.instant();
        var before = heard == null ? now : heard;
        known.retainAll(ranking.books().keySet());
        ranking.books().forEach((queue, books) -> {
            if (!known.contains(queue)) {
                books.durations.adopt(shared.newest(queue, MOST_SORTS));
                known.add(queue);
            }
        });
        if (heard == null || !now.isBefore(before.plus(HEARING))) {
            shared.since(before.minus(OVERLAP), MOST_SORTS)
                    .forEach((queue, sketches) -> ranking.of(queue).durations.adopt(sketches));
            heard = now;
        }
    }

    /** Of tasks that were popped at another scheduler it must be asked what sort of work they were. */
    private void sort() {
        var ended = new HashMap<UUID, Books.Ended>();
        ranking.books().values().forEach(books -> books.takeUnsorted().forEach(one -> ended.put(one.task(), one)));
        if (!ended.isEmpty()) {
            shared.sorts(ended.keySet()).forEach((task, sort) -> {
                var one = ended.get(task);
                if (one != null) {
                    one.books().durations.settled(sort, null, one.ran());
                }
            });
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
