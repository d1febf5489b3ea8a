package io.ordo.scheduler.foreseeing;

import io.ordo.ranker.ahead.BusyPace;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.foreseeing.Lineup.Row;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.ranking.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the rankers of queues with deadlines what is to be done before which instant, so that they know a deadline
 * that cannot be met. How fast the workers come on is measured only while tasks wait and there are workers: an
 * idle worker is slow for want of work, and one that is away is not slow.
 */
public final class Lookahead {
    private static final Logger LOG = LoggerFactory.getLogger(Lookahead.class);

    /** A queue is looked at for so long after its last task with a deadline came. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Sights sights;
    private final Paces paces;
    private final Ranking ranking;
    private final InstantSource clock;
    private final Map<String, Watch> watched = new HashMap<>();

    /** @param clock an estimate of the database's */
    public Lookahead(Sights sights, Paces paces, Ranking ranking, InstantSource clock) {
        this.sights = sights;
        this.paces = paces;
        this.ranking = ranking;
        this.clock = clock;
    }

    /**
     * Looks once at every queue that has deadlines.
     *
     * @return false: there is never more at once
     */
    public synchronized boolean runOnce() {
        var now = clock.instant();
        ranking.takeQueuesWithDeadlines()
                .forEach(queue -> watched.computeIfAbsent(queue, _ -> new Watch()).until = now.plus(PATIENCE));
        watched.values().removeIf(watch -> watch.until.isBefore(now));
        watched.forEach(this::lookInTime);
        return false;
    }

    private void lookInTime(String queue, Watch watch) {
        try {
            look(queue, watch, lineup(queue, watch));
        } catch (FilterTooSlow | OverloadedException busy) {
            LOG.debug("queue_not_looked_at queue={} because={}", queue, busy.getMessage());
        }
    }

    /** Of a long queue a sample, without looking at its first tasks again and again. */
    private Lineup lineup(String queue, Watch watch) {
        if (watch.isLong) {
            var sample = sights.samples().of(queue);
            watch.isLong = sample.rows().size() * sample.each() > Lookout.MOST_ROWS;
            if (watch.isLong) {
                return sample;
            }
        }
        var first = sights.lookout().atOneMoment(() -> sights.lookout().first(queue));
        watch.isLong = !first.isWhole();
        return first;
    }

    private void look(String queue, Watch watch, Lineup seen) {
        var now = clock.instant();
        var before = watch.pace.at();
        boolean isBusy = paces.hasWorkers(queue)
                && seen.rows().stream().anyMatch(row -> row.arrival().isBefore(before));
        watch.pace.see(isBusy, paces.startedSoFar(queue), now);
        watch.pace.perSecond().ifPresent(perSecond -> {
            var ranks = seen.rows().stream().map(Row::rank).toList();
            ranking.foresee(queue, new Outlook(ranks, seen.each(), perSecond, now));
        });
    }

    /** What was seen of a queue so far. */
    private static final class Watch {
        private final BusyPace pace = new BusyPace();
        private Instant until = Instant.MIN;
        private boolean isLong;
    }
}
