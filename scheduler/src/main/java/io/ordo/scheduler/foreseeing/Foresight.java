package io.ordo.scheduler.foreseeing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.foreseeing.Experience.Range;
import io.ordo.scheduler.foreseeing.Lookout.Fate;
import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates for some of the tasks that are queued here when they will start, and compares that with what came, so that
 * the next estimates are better and everybody knows how good they are.
 */
public final class Foresight implements Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Foresight.class);

    /** So many are estimated in a round, and so many looked after. */
    private static final int MOST_NEW = 50;

    private static final int MOST_WATCHED = 2_000;

    /** So many of those that are looked after are looked for in a round, in turn. */
    private static final int MOST_LOOKED_FOR = 500;

    /** Of tasks that come together, these few. */
    private static final int MOST_OF_MANY = 5;

    /** Nobody asks when a task starts that starts at once. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Commits commits;
    private final Sights sights;
    private final Forecast forecast;
    private final InstantSource clock;
    private final Map<UUID, Newcomer> newcomers = new HashMap<>();
    private final Map<UUID, Watched> watched = new LinkedHashMap<>();

    /** @param clock an estimate of the database's */
    public Foresight(Commits commits, Sights sights, Forecast forecast, InstantSource clock) {
        this.commits = commits;
        this.sights = sights;
        this.forecast = forecast;
        this.clock = clock;
    }

    @Override
    public void arrived(String queue, List<Place> places) {
        commits.afterwards(() -> note(queue, places));
    }

    private void note(String queue, List<Place> places) {
        synchronized (newcomers) {
            int step = Math.max(1, places.size() / MOST_OF_MANY);
            for (int i = 0; i < places.size() && newcomers.size() < MOST_NEW; i += step) {
                newcomers.put(places.get(i).task(), new Newcomer(queue, places.get(i)));
            }
        }
    }

    /**
     * Looks what became of the tasks it watches, and estimates those that came.
     *
     * @return false: there is never more at once
     */
    public synchronized boolean runOnce() {
        compare();
        var byQueue = new HashMap<String, List<Place>>();
        for (var newcomer : takeNewcomers()) {
            byQueue.computeIfAbsent(newcomer.queue(), _ -> new ArrayList<>()).add(newcomer.place());
        }
        byQueue.forEach(this::estimateInTime);
        return false;
    }

    private void estimateInTime(String queue, List<Place> places) {
        try {
            estimate(queue, places);
        } catch (FilterTooSlow | OverloadedException busy) {
            LOG.debug("start_not_estimated queue={} because={}", queue, busy.getMessage());
        }
    }

    private List<Newcomer> takeNewcomers() {
        synchronized (newcomers) {
            var taken = List.copyOf(newcomers.values());
            newcomers.clear();
            return taken;
        }
    }

    private void estimate(String queue, List<Place> places) {
        if (watched.size() >= MOST_WATCHED || forecast.expected(queue, 1).isEmpty()) {
            return;
        }
        var now = clock.instant();
        var first = sights.lookout().atOneMoment(() -> sights.lookout().first(queue));
        var positions = new Positions(first, () -> sights.samples().of(queue));
        for (var place : places) {
            int position = positions.of(place).number();
            forecast.expected(queue, position)
                    .filter(wait -> wait.compareTo(SHORTEST) >= 0)
                    .map(wait -> new Watched(queue, now, wait, forecast.range(queue, wait)))
                    .ifPresent(estimated -> watched.put(place.task(), estimated));
        }
    }

    private void compare() {
        var since = new LinkedHashMap<UUID, Instant>();
        for (var one : watched.entrySet()) {
            if (since.size() == MOST_LOOKED_FOR) {
                break;
            }
            since.put(one.getKey(), one.getValue().at());
        }
        if (since.isEmpty()) {
            return;
        }
        for (var fate : sights.lookout().fates(since)) {
            compare(fate);
        }
    }

    /** Those that still wait stand last in the line of those that are looked for. */
    private void compare(Fate fate) {
        var expected = watched.remove(fate.task());
        if (expected == null) {
            return;
        }
        if (fate.started() != null) {
            var actual = Duration.between(expected.at(), fate.started());
            forecast.learn(expected.queue(), expected.estimate(), actual, expected.range());
        } else if (fate.isQueued()) {
            watched.put(fate.task(), expected);
        }
    }

    private record Newcomer(String queue, Place place) {}

    /**
     * A task whose start was estimated.
     *
     * @param at when
     * @param estimate how long it waits from then on
     * @param range null when there was no experience
     */
    private record Watched(
            String queue,
            Instant at,
            Duration estimate,
            @Nullable Range range) {}
}
