package io.ordo.scheduler.limiting;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.arriving.TouchedLimits;
import io.ordo.scheduler.limiting.Limits.Passed;
import io.ordo.scheduler.work.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks through the gates of their limits: at once where something has changed here, and everywhere else before
 * long, whatever became of those who knew of a change.
 */
public final class Admitter {
    /** Gates taken up in one round. */
    static final int BATCH = 200;

    /** How soon a gate is looked at that nobody here knows to have changed. */
    private static final Duration ROUND = Duration.ofMillis(250);

    private final Limits limits;
    private final TouchedLimits touched;
    private final Arrivals arrivals;
    private final LongSupplier nanos;

    /** Gates that have room later, and when that is. */
    private final Map<String, Long> later = new HashMap<>();

    private @Nullable String walkedTo;
    private long walkAt;

    /** @param nanos as {@link System#nanoTime} */
    public Admitter(Limits limits, TouchedLimits touched, Arrivals arrivals, LongSupplier nanos) {
        this.limits = limits;
        this.touched = touched;
        this.arrivals = arrivals;
        this.nanos = nanos;
        this.walkAt = nanos.getAsLong();
    }

    /**
     * Looks at some gates.
     *
     * @return whether there may be more to let through
     */
    public synchronized boolean runOnce() {
        long now = nanos.getAsLong();
        var gates = new LinkedHashSet<>(touched.take(BATCH));
        later.entrySet().removeIf(one -> one.getValue() - now <= 0 && gates.add(one.getKey()));
        if (walkAt - now <= 0) {
            gates.addAll(walk(now));
        }
        var ofKeys = gates.stream()
                .filter(gate -> Limit.of(gate).equals(Optional.of(Limit.KEY)))
                .toList();
        ofKeys.forEach(gates::remove);
        boolean isMore = !ofKeys.isEmpty() && announce(limits.passKeys(ofKeys));
        if (!gates.isEmpty()) {
            var looked = limits.passConnections(gates);
            looked.again().forEach((gate, pause) -> later.put(gate, now + pause.toNanos()));
            isMore |= announce(looked.passed());
        }
        return isMore;
    }

    /** Where somebody has passed, more may, there and at the next gate. */
    private boolean announce(List<Passed> passed) {
        passed.stream()
                .filter(Passed::isOpen)
                .collect(Collectors.groupingBy(Passed::queue, Collectors.mapping(Passed::place, Collectors.toList())))
                .forEach(arrivals::arrived);
        touched.touch(passed.stream()
                .flatMap(one -> Stream.of(one.gate(), one.next()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return !passed.isEmpty();
    }

    /** The next gates in the order of their names; from the first again behind the last. */
    private List<String> walk(long now) {
        var crowded = limits.crowded(walkedTo, BATCH);
        walkedTo = crowded.size() < BATCH ? null : crowded.getLast();
        walkAt = now + ROUND.toNanos();
        return crowded;
    }
}
