package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.testing.Invariants;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.StillScheduler;
import io.ordo.scheduler.testing.TestScheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two schedulers on one database, and random verbs at either. A pop gives the best that its scheduler can know: all
 * that stands in the queue but for what the other one has queued or moved and not told yet.
 */
@Timeout(300)
class TwoHeadsModelIT {
    private static final int STEPS = 400;
    private static final List<String> QUEUES = List.of("strict", "aged");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_707, 4_242})
    void everyPopGivesTheBestThatItsSchedulerCanKnow(long seed) {
        var database = Servers.newDatabase();
        try (var still = StillScheduler.on(database);
                var other = TestScheduler.withoutLoops(database)) {
            var walk = new Walk(still, other, new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                walk.step("seed " + seed + ", step " + step);
            }
            walk.end("seed " + seed + ", at the end");
        }
    }

    private static final class Walk {
        private final StillScheduler still;
        private final Random random;
        private final List<Peer> peers;
        private final List<UUID> tasks = new ArrayList<>();
        private final Map<UUID, LeaseKey> held = new HashMap<>();
        private final Set<UUID> ofOneKind = new HashSet<>();
        private String where = "";
        private int told;

        Walk(StillScheduler still, TestScheduler other, Random random) {
            this.still = still;
            this.random = random;
            this.peers = List.of(new Peer(still.scheduler()), new Peer(other));
            Lane.make(still.scheduler().client(), "strict", "\"ranker\": \"priority\", \"max_deaths\": 100");
            Lane.make(still.scheduler().client(), "aged", "\"ranker\": \"aging\", \"max_deaths\": 100");
            tellAll();
        }

        void step(String step) {
            int verb = random.nextInt(16);
            where = step + ", verb " + verb;
            var before = places();
            var peer = peers.get(random.nextInt(2));
            act(verb, peer);
            for (var place : places()) {
                if (!before.contains(place)) {
                    peer.untold().remove(place.task());
                    otherThan(peer).untold().add(place.task());
                }
            }
            Invariants.assertHold(still.database(), where);
        }

        private void act(int verb, Peer peer) {
            switch (verb) {
                case 0, 1, 2 -> push(peer, 1 + random.nextInt(8));
                case 3, 4, 5 -> pop(peer, aQueue(), 1 + random.nextInt(4));
                case 6 -> popOfAKind(peer, aQueue(), random.nextInt(2), 1 + random.nextInt(3));
                case 7 -> settle(peer, new Outcome.Succeeded());
                case 8 -> settle(peer, new Outcome.Failed(true));
                case 9, 10 -> settle(peer, new Outcome.Released());
                case 11 ->
                    places(aQueue()).stream()
                            .skip(random.nextInt(3))
                            .findFirst()
                            .ifPresent(place -> peer.prioritise(place.task(), 1 + random.nextInt(5)));
                case 12 -> withATask(peer::cancel);
                case 13 -> turn(peer, aQueue(), random.nextInt(3) > 0);
                case 14 -> letTimePass(peer);
                default -> {
                    if (random.nextBoolean()) {
                        tellAll();
                    } else {
                        peer.doubt();
                    }
                }
            }
        }

        /** Everybody knows everything: what is left is popped in one order, and nothing is lost. */
        void end(String end) {
            where = end;
            QUEUES.forEach(queue -> turn(peers.getFirst(), queue, true));
            tellAll();
            for (String queue : QUEUES) {
                while (!places(queue).isEmpty()) {
                    pop(peers.get(random.nextInt(2)), queue, 1 + random.nextInt(20));
                }
            }
            assertThat(ids("SELECT id AS task_id FROM task")).as(where).containsExactlyInAnyOrderElementsOf(tasks);
        }

        private void push(Peer peer, int count) {
            for (int i = 0; i < count; i++) {
                var id = new UUID(0, tasks.size() + 1L);
                tasks.add(id);
                int kind = random.nextInt(2);
                if (kind == 1) {
                    ofOneKind.add(id);
                }
                peer.push(id, aQueue(), 1 + random.nextInt(5), kind);
            }
        }

        private void pop(Peer peer, String queue, int limit) {
            var standing = places(queue);
            var popped = popped(peer, queue, limit, null);
            if (isPaused(queue)) {
                assertThat(popped).as(where).isEmpty();
                standing.forEach(place -> peer.untold().add(place.task())); // in vain taken out of its memory
            } else if (!peer.believesPaused(queue)) {
                var passed = standing.stream()
                        .filter(place ->
                                !popped.contains(place) && !peer.untold().contains(place.task()))
                        .toList();
                assertThat(passed)
                        .as(where)
                        .allMatch(place -> popped.size() == limit && place.compareTo(popped.getLast()) > 0);
            }
        }

        /** What a filter is to find is read from the rows: nothing is untold. */
        private void popOfAKind(Peer peer, String queue, int kind, int limit) {
            var filter = new Condition(
                    "data", Kind.JSON, List.of("kind"), Operator.EQUAL, new Quantity(BigDecimal.valueOf(kind)));
            var best = places(queue).stream()
                    .filter(place -> ofOneKind.contains(place.task()) == (kind == 1))
                    .limit(isPaused(queue) || peer.believesPaused(queue) ? 0 : limit)
                    .toList();
            assertThat(popped(peer, queue, limit, filter)).as(where).isEqualTo(best);
        }

        private List<Place> popped(Peer peer, String queue, int limit, @Nullable Filter filter) {
            var standing = places(queue);
            var popped = peer.pop(queue, limit, filter);
            popped.forEach(
                    one -> assertThat(held.put(one.task().id(), one.lease().key()))
                            .as(where)
                            .isNull());
            var ids = popped.stream().map(one -> one.task().id()).toList();
            var places = standing.stream()
                    .filter(place -> ids.contains(place.task()))
                    .toList();
            assertThat(known(peer, ids.stream()))
                    .as(where)
                    .isEqualTo(known(peer, places.stream().map(Place::task)));
            return places;
        }

        /** What moved elsewhere is found by its key in a second round, and told last. */
        private static List<UUID> known(Peer peer, Stream<UUID> tasks) {
            return tasks.filter(task -> !peer.untold().contains(task)).toList();
        }

        private void settle(Peer peer, Outcome outcome) {
            held.keySet().stream().sorted().skip(random.nextInt(5)).findFirst().ifPresent(task -> {
                var key = Objects.requireNonNull(held.remove(task));
                assertThat(peer.settle(key, outcome)).as(where).isInstanceOf(Settled.Moved.class);
            });
        }

        private void withATask(Consumer<UUID> verb) {
            if (!tasks.isEmpty()) {
                verb.accept(tasks.get(random.nextInt(tasks.size())));
                held.keySet().retainAll(ids("SELECT task_id FROM lease"));
            }
        }

        private void turn(Peer peer, String queue, boolean on) {
            still.advance(Duration.ofMillis(1));
            peer.turn(queue, on);
        }

        private void letTimePass(Peer peer) {
            still.advance(Duration.ofSeconds(random.nextInt(40)));
            peer.upkeep();
            held.keySet().retainAll(ids("SELECT task_id FROM lease"));
        }

        private void tellAll() {
            told++;
            peers.forEach(peer -> peer.tell("told " + told));
            peers.forEach(peer -> peer.hear("told " + told));
        }

        private Peer otherThan(Peer peer) {
            return peers.get(1 - peers.indexOf(peer));
        }

        private String aQueue() {
            return QUEUES.get(random.nextInt(QUEUES.size()));
        }

        private boolean isPaused(String queue) {
            return !still.database()
                    .query(
                            "SELECT id FROM queue WHERE id = ? AND paused_at IS NOT NULL",
                            statement -> statement.setString(1, queue),
                            row -> row.getString("id"))
                    .isEmpty();
        }

        private List<Place> places(String queue) {
            return still.database()
                    .query(
                            "SELECT task_id, rank, seq FROM ready WHERE queue = ? ORDER BY rank, seq",
                            statement -> statement.setString(1, queue),
                            Columns::place);
        }

        private Set<Place> places() {
            return QUEUES.stream().flatMap(queue -> places(queue).stream()).collect(Collectors.toSet());
        }

        private List<UUID> ids(String query) {
            return still.database().query(query, Parameters.NONE, row -> Columns.uuid(row, "task_id"));
        }
    }
}
