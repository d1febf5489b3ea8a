package io.ordo.scheduler.pacing;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.pacing.SharedPaces.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast the tasks of each queue start lately while others wait, and when somebody last asked for them: here by what
 * this scheduler is told, elsewhere by what the others told about a second ago. Time in which nothing waits says
 * nothing of how fast workers come on, and starts in it neither.
 */
public final class Paces {
    /** Less than this is what is left of one start ten minutes ago: nothing to go by. */
    private static final double LEAST = 0.1;

    /** Whose last question is longer ago is away: he is not slow. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    /** Who has not told of a queue for so long is gone, or nothing waits for him. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private final Predicate<String> isWaited;
    private final InstantSource clock;
    private final Map<String, Own> own = new ConcurrentHashMap<>();
    private volatile Map<String, Map<UUID, Told>> others = Map.of();

    /**
     * @param isWaited whether tasks of a queue wait at this moment that workers could have
     * @param clock an estimate of the database's
     */
    public Paces(Predicate<String> isWaited, InstantSource clock) {
        this.isWaited = isWaited;
        this.clock = clock;
    }

    /** A task of this queue was popped. */
    public void started(String queue) {
        var mine = of(queue);
        mine.fresh.increment();
        mine.all.increment();
    }

    /**
     * Tasks of a queue that were popped since the start: here, and at others as far as they have told. To be compared
     * with what it was before.
     */
    public double startedSoFar(String queue) {
        var mine = of(queue);
        return mine.all.sum() + mine.elsewhere.sum();
    }

    /** Somebody asks this queue for tasks. */
    public void asked(String queue) {
        of(queue).askedAt = clock.instant();
    }

    /** Whether there are workers: somebody, at any scheduler, has asked a queue for tasks in the last minutes. */
    public boolean hasWorkers(String queue) {
        var now = clock.instant();
        return lastAsked(queue).filter(asked -> asked.plus(AWAY).isAfter(now)).isPresent();
    }

    /** Tasks of a queue that start in a second while others wait, by the last minutes; empty when none have. */
    public OptionalDouble perSecond(String queue) {
        var now = clock.instant();
        var mine = own.get(queue);
        var known = Stream.concat(
                        mine == null ? Stream.of() : Stream.of(mine.at(now)),
                        others.getOrDefault(queue, Map.of()).values().stream()
                                .filter(told -> !told.at().plus(SILENT).isBefore(now))
                                .map(Told::pace))
                .toList();
        double started = known.stream().mapToDouble(Pace::started).sum();
        return started < LEAST
                ? OptionalDouble.empty()
                : OptionalDouble.of(known.stream().mapToDouble(Pace::perSecond).sum());
    }

    /** When somebody last asked a queue for tasks, at any scheduler; empty when nobody is known to have. */
    public Optional<Instant> lastAsked(String queue) {
        var mine = own.get(queue);
        return Stream.concat(
                        Stream.ofNullable(mine == null ? null : mine.askedAt),
                        others.getOrDefault(queue, Map.of()).values().stream()
                                .map(Told::askedAt)
                                .filter(Objects::nonNull))
                .max(Instant::compareTo);
    }

    /** What has changed here since this was asked last, about a second ago. */
    synchronized List<Told> news() {
        var now = clock.instant();
        var news = new ArrayList<Told>();
        for (var entry : own.entrySet()) {
            if (entry.getValue().fold(now, isWaited.test(entry.getKey()))) {
                news.add(entry.getValue().told(entry.getKey(), now));
            }
        }
        return news;
    }

    /** What the others have told last. What one told before is in it. */
    void hear(Map<UUID, List<Told>> told) {
        var heard = new HashMap<String, Map<UUID, Told>>();
        told.forEach((scheduler, all) -> all.forEach(
                one -> heard.computeIfAbsent(one.queue(), _ -> new HashMap<>()).put(scheduler, one)));
        heard.forEach((queue, all) -> all.forEach((scheduler, now) -> {
            var before = others.getOrDefault(queue, Map.of()).get(scheduler);
            if (before != null) {
                of(queue).elsewhere.add(now.startedSince(before));
            }
        }));
        others = heard;
    }

    /** A queue was removed. */
    public void forget(String queue) {
        own.remove(queue);
    }

    private Own of(String queue) {
        return own.computeIfAbsent(queue, _ -> new Own());
    }

    /** What this scheduler has seen of one queue. */
    private static final class Own {
        private final LongAdder fresh = new LongAdder();
        private final LongAdder all = new LongAdder();
        private final DoubleAdder elsewhere = new DoubleAdder();
        private volatile @Nullable Instant askedAt;
        private @Nullable Instant toldAskedAt;
        private Instant at = Instant.EPOCH;
        private boolean wasWaited;
        private Pace pace = Pace.NONE;

        /** As it is then. */
        synchronized Pace at(Instant now) {
            return pace.faded(Duration.between(at, now));
        }

        /** Whether anything happened. What started counts if tasks waited all the time, as far as anybody saw. */
        synchronized boolean fold(Instant now, boolean isWaited) {
            long more = fresh.sumThenReset();
            var asked = askedAt;
            boolean isWorkedOn = isWaited && asked != null && asked.plus(AWAY).isAfter(now);
            boolean isBusy = wasWaited && isWorkedOn;
            pace = isBusy ? pace.after(Duration.between(at, now), (double) more) : at(now);
            at = now;
            wasWaited = isWorkedOn;
            boolean isNews = more > 0 || isBusy || !Objects.equals(asked, toldAskedAt);
            toldAskedAt = asked;
            return isNews;
        }

        synchronized Told told(String queue, Instant now) {
            return new Told(queue, pace, now, toldAskedAt);
        }
    }
}
