package io.ordo.scheduler.explaining;

import io.ordo.scheduler.queue.Queue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Sees nothing: who needs to see says what. */
class Blind implements Lookout {
    @Override
    public <T> T atOneMoment(Supplier<T> looks) {
        return looks.get();
    }

    @Override
    public Optional<Subject> find(UUID task) {
        throw new AssertionError("nobody asks for a task");
    }

    @Override
    public Gate gate(Queue queue) {
        throw new AssertionError("nobody asks for limits");
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
