package io.ordo.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random verbs against the store; after each, what must always be true is looked for in the tables themselves. */
class ModelIT {
    private static final int STEPS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_707, 4_242})
    void invariantsHoldAfterEveryRandomVerb(long seed) {
        try (var store = Store.create()) {
            var walk = new Walk(store, new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                String verb = walk.step();
                var where = "seed " + seed + ", step " + step + ", after " + verb;
                Invariants.assertHold(store.database(), where);
                walk.finalTasksStayFinal(where);
            }
        }
    }

    /** One random walk, with what it remembers of the tasks it made and the leases it was given. */
    private static final class Walk {
        private final Store store;
        private final Random random;
        private final List<UUID> tasks = new ArrayList<>();
        private final List<LeaseKey> keys = new ArrayList<>();
        private final Map<UUID, Status> finals = new HashMap<>();

        Walk(Store store, Random random) {
            this.store = store;
            this.random = random;
        }

        String step() {
            int verb = random.nextInt(14);
            switch (verb) {
                case 0, 1 -> tasks.add(store.aTask(seconds(random.nextInt(3) * 20), random.nextInt(5), deadline()));
                case 2, 3 ->
                    store.pop(1 + random.nextInt(3))
                            .forEach(popped -> keys.add(popped.lease().key()));
                case 4 -> withAKey(key -> store.leases().start(List.of(key)));
                case 5 -> withAKey(key -> store.leases().extend(List.of(key), null));
                case 6 -> withAKey(key -> store.settle(key, report(new Outcome.Succeeded())));
                case 7 -> withAKey(key -> store.settle(key, report(new Outcome.Failed(random.nextBoolean()))));
                case 8 -> withAKey(key -> store.settle(key, Report.RELEASED));
                case 9 -> store.clock().advance(seconds(random.nextInt(50)));
                case 10 -> {
                    store.promote();
                    store.reap();
                    store.expire();
                }
                case 11 -> followSomebody();
                case 12 -> store.forward();
                default -> cancelOneInThree();
            }
            return "verb " + verb;
        }

        void finalTasksStayFinal(String where) {
            for (UUID task : tasks) {
                var status = store.status(task);
                var before = finals.get(task);
                assertThat(before == null || before == status).as(where).isTrue();
                if (status.isFinal()) {
                    finals.put(task, status);
                }
            }
        }

        private void followSomebody() {
            if (!tasks.isEmpty()) {
                tasks.add(store.aTaskAfter(aTask(), aTask()));
            }
        }

        private UUID aTask() {
            return tasks.get(random.nextInt(tasks.size()));
        }

        private void cancelOneInThree() {
            if (!tasks.isEmpty() && random.nextInt(3) == 0) {
                store.cancel(tasks.get(random.nextInt(tasks.size())));
            }
        }

        private void withAKey(Consumer<LeaseKey> verb) {
            if (!keys.isEmpty()) {
                verb.accept(keys.get(random.nextInt(keys.size())));
            }
        }

        private @Nullable Duration deadline() {
            return random.nextInt(4) == 0 ? seconds(60) : null;
        }

        private static Duration seconds(int seconds) {
            return Duration.ofSeconds(seconds);
        }

        private static Report report(Outcome outcome) {
            return new Report(outcome, null, null, null, null, null);
        }
    }
}
