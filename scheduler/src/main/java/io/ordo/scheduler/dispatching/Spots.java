package io.ordo.scheduler.dispatching;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The places that parcels of a queue have gone to. */
final class Spots<P> {
    private final Map<String, Spot<P>> known = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    Spots(RandomGenerator random) {
        this.random = random;
    }

    /** @param most how many parcels may be on their way there at once */
    Spot<P> of(String place, int most) {
        return known.computeIfAbsent(place, _ -> new Spot<>(most, random));
    }

    Optional<Spot<P>> find(String place) {
        return Optional.ofNullable(known.get(place));
    }

    Set<String> places() {
        return known.keySet();
    }

    Collection<Spot<P>> all() {
        return known.values();
    }

    /** Forgets places where nobody goes. */
    void forgetIdle() {
        known.values().removeIf(Spot::isIdle);
    }
}
