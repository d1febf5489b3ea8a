package io.ordo.scheduler.foreseeing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Sees nothing: who needs to see says what. */
class Blind implements Lookout {
    @Override
    public <T> T atOneMoment(Supplier<T> looks) {
        return looks.get();
    }

    @Override
    public Lineup first(String queue) {
        throw new AssertionError("nobody asks for the first");
    }

    @Override
    public Map<String, Lineup> sample() {
        throw new AssertionError("nobody needs a sample");
    }

    @Override
    public List<Fate> fates(Map<UUID, Instant> since) {
        throw new AssertionError("nobody asks what came of tasks");
    }
}
