package io.ordo.scheduler.foreseeing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.choosing.Reservoir;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates for some of the tasks that are queued here when they will start, and compares that with what came, so that
 * the next estimates are better and everybody knows how good they are.
 */
public final class Foresight implements Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Foresight.class);

    /** So many are estimated in a round, and so many looked after: of each queue an equal share. */
    private static final int MOST_NEW = 50;

    private static final int MOST_WATCHED = 2_000;

    /** So many of those that are looked after are looked for in a round, in turn. */
    private static final int MOST_LOOKED_FOR = 500;

    /** Nobody asks when a task starts that starts at once. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Commits commits;
    private final Sights sights;
    private final Forecast forecast;
    private final InstantSource clock;
    private final RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private final AtomicReference<Map<String, Reservoir<Place>>> newcomers =
            new AtomicReference<>(new ConcurrentHashMap<>());
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
        var those = newcomers.get().computeIfAbsent(queue, _ -> new Reservoir<>(MOST_NEW, random));
        places.forEach(those::offer);
    }

    /**
     * Looks what became of the tasks it watches, and estimates some of those that came.
     *
     * @return false: there is never more at once
     */
    public synchronized boolean runOnce() {
        compare();
        var came = newcomers.getAndSet(new ConcurrentHashMap<>());
        var queues = new ArrayList<>(came.keySet());
        Collections.shuffle(queues, random);
        var some = queues.subList(0, Math.min(queues.size(), MOST_NEW));
        var counts = watchedByQueue();
        int sharing = counts.size()
                + (int) some.stream()
                        .filter(queue -> !counts.containsKey(queue))
                        .count();
        for (var queue : some) {
            int room = MOST_WATCHED / Math.max(1, sharing)
                    - counts.getOrDefault(queue, List.of()).size();
            int most = Math.min(room, MOST_NEW / some.size());
            if (most > 0) {
                estimateInTime(queue, some(Objects.requireNonNull(came.get(queue)), most));
            }
        }
        makeRoom();
        return false;
    }

    private List<Place> some(Reservoir<Place> offered, int most) {
        var places = new ArrayList<>(offered.empty());
        Collections.shuffle(places, random);
        return places.subList(0, Math.min(places.size(), most));
    }

    private Map<String, List<UUID>> watchedByQueue() {
        return watched.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().queue(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(ArrayList::new))));
    }

    /** Who had more than its share before others came gives some up: by chance, so that long waits stay, too. */
    private void makeRoom() {
        if (watched.size() <= MOST_WATCHED) {
            return;
        }
        var byQueue = watchedByQueue().values();
        while (watched.size() > MOST_WATCHED) {
            var most = Collections.max(byQueue, Comparator.comparingInt(List::size));
            watched.remove(most.remove(random.nextInt(most.size())));
        }
    }

    private void estimateInTime(String queue, List<Place> places) {
        try {
            estimate(queue, places);
        } catch (FilterTooSlow | OverloadedException busy) {
            LOG.debug("start_not_estimated queue={} because={}", queue, busy.getMessage());
        }
    }

    private void estimate(String queue, List<Place> places) {
        if (forecast.expected(queue, 1).isEmpty()) {
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
