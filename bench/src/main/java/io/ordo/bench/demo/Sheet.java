package io.ordo.bench.demo;

import io.ordo.bench.demo.Arrival.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * When each task of a queue came, and when a worker had it. Times are those of {@link System#nanoTime}. For several
 * threads.
 */
final class Sheet {
    /** A task this long past its deadline is not handed out any more. */
    private static final long GONE = Duration.ofSeconds(2).toNanos();

    private final List<Arrival> arrivals;
    private final UUID[] ids;
    private final Map<UUID, Integer> numbers = new HashMap<>();
    private final long[] sent;
    private final long[] started;
    private final boolean[] isSent;
    private final boolean[] isStarted;

    /** For tasks whose ids are made at that instant. */
    Sheet(List<Arrival> arrivals, Instant now) {
        this.arrivals = arrivals;
        int size = arrivals.size();
        this.sent = new long[size];
        this.started = new long[size];
        this.isSent = new boolean[size];
        this.isStarted = new boolean[size];
        this.ids = IntStream.range(0, size).mapToObj(_ -> newId(now)).toArray(UUID[]::new);
        for (int number = 0; number < size; number++) {
            numbers.put(ids[number], number);
        }
    }

    /**
     * A UUIDv7, as Ordo's own: lists of tasks go by their ids, and a random one would stand among the newest for ever.
     */
    private static UUID newId(Instant now) {
        var random = UUID.randomUUID();
        long time = now.toEpochMilli() << 16;
        return new UUID(time | 0x7000 | (random.getMostSignificantBits() & 0xfff), random.getLeastSignificantBits());
    }

    /** How long tasks waited; the waits are zero when there are none. */
    record Waits(int tasks, Duration p50, Duration p99, Duration max, int withDeadline, int missed) {}

    Arrival arrival(int number) {
        return arrivals.get(number);
    }

    UUID id(int number) {
        return ids[number];
    }

    synchronized void sent(int number, long now) {
        sent[number] = now;
        isSent[number] = true;
    }

    /** A worker has it; returns how long it takes. */
    synchronized Duration started(UUID id, long now) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new DemoRefusedException("A queue of the demo handed out task " + id
                    + ", which is not the demo's: somebody else uses it, too.");
        }
        started[number] = now;
        isStarted[number] = true;
        return arrivals.get(number).length();
    }

    /** The first of these that has come and waits. */
    synchronized OptionalInt waiting(List<Integer> some) {
        return some.stream()
                .mapToInt(Integer::intValue)
                .filter(number -> isSent[number] && !isStarted[number])
                .findFirst();
    }

    /** How long after an instant a worker had it; empty when nobody ever had. */
    synchronized Optional<Duration> startedAfter(int number, long instant) {
        return isStarted[number] ? Optional.of(Duration.ofNanos(started[number] - instant)) : Optional.empty();
    }

    /** Whether nothing can be handed out any more. */
    synchronized boolean isOver(long now) {
        return IntStream.range(0, ids.length)
                .allMatch(number -> isStarted[number] || (isSent[number] && now - end(number) > GONE));
    }

    /** The waits of a group. A task that was not started by its deadline has waited until then, and in vain. */
    synchronized Waits waits(Group group) {
        int[] some = IntStream.range(0, ids.length)
                .filter(number -> arrivals.get(number).group() == group)
                .toArray();
        long[] waited = IntStream.of(some).mapToLong(this::waited).sorted().toArray();
        int withDeadline = (int) IntStream.of(some)
                .filter(number -> arrivals.get(number).patience() != null)
                .count();
        int missed =
                (int) IntStream.of(some).filter(number -> !isStarted[number]).count();
        return new Waits(
                some.length, quantile(waited, 0.5), quantile(waited, 0.99), quantile(waited, 1), withDeadline, missed);
    }

    private long waited(int number) {
        return (isStarted[number] ? started[number] : end(number)) - sent[number];
    }

    /** When it is not wanted any more, in a long time for those that have no deadline. */
    private long end(int number) {
        var patience = arrivals.get(number).patience();
        return sent[number] + (patience == null ? Duration.ofDays(1) : patience).toNanos();
    }

    private static Duration quantile(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? Duration.ZERO : Duration.ofNanos(sorted[Math.max(0, index)]);
    }
}
