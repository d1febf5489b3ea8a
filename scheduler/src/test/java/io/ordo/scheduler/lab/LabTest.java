package io.ordo.scheduler.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.fair.TenantTerms;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.lab.PastAttempt.Who;
import io.ordo.scheduler.lab.Recordings.Stretch;
import io.ordo.scheduler.lab.Simulation.Status;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.tenant.Tenants;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static final Instant LATER = NOON.plusSeconds(59);

    private final Shelf shelf = new Shelf();
    private final List<Findings> written = new ArrayList<>();

    @Test
    void nothingIsToBeDoneWhenNothingIsAskedFor() {
        assertThat(lab((_, _, _) -> stretch(0)).runOnce()).isFalse();
    }

    @Test
    void everyCandidateIsReplayedInItsOrder() {
        shelf.ask("aging", "fair");

        assertThat(lab((_, _, _) -> stretch(50)).runOnce()).isTrue();

        assertThat(shelf.ended).isEqualTo("done");
        assertThat(written).singleElement().satisfies(found -> {
            assertThat(found.extent().attempts()).isEqualTo(50);
            assertThat(found.current().ranker().spec().name()).isEqualTo("fifo");
            assertThat(found.candidates())
                    .extracting(one -> one.outcome().ranker().spec().name())
                    .containsExactly("aging", "fair");
        });
        assertThat(shelf.beats)
                .hasSize(3)
                .isSorted()
                .allSatisfy(beat -> assertThat(beat).isBetween(0.0, 1.0));
    }

    @Test
    void whatIsCancelledOnTheWayIsLeft() {
        shelf.ask("aging", "fair");
        shelf.mostBeats = 2;

        lab((_, _, _) -> stretch(50)).runOnce();

        assertThat(shelf.ended).isNull();
        assertThat(written).isEmpty();
    }

    @Test
    void whoClosesGivesBackWhatIsUnderWay() {
        shelf.ask("aging");
        var labs = new ArrayList<Lab>();
        labs.add(lab((_, _, _) -> {
            labs.getFirst().close();
            return stretch(50);
        }));

        labs.getFirst().runOnce();

        assertThat(shelf.ended).isEqualTo("given back");
        shelf.ask("aging");
        assertThat(labs.getFirst().runOnce()).isFalse();
    }

    @Test
    void whatTakesTooLongToReadHasFailedForThat() {
        shelf.ask("aging");

        lab((_, _, _) -> {
                    throw new FilterTooSlow(List.of(), Duration.ofSeconds(10));
                })
                .runOnce();

        assertThat(shelf.ended).isEqualTo("too_slow");
    }

    @Test
    void whatCannotBeReadHasFailed() {
        shelf.ask("aging");

        lab((_, _, _) -> {
                    throw new IllegalStateException("no history today");
                })
                .runOnce();

        assertThat(shelf.ended).isEqualTo("error");
    }

    private Lab lab(Recordings recordings) {
        return new Lab(shelf, recordings, Rankings.queues(_ -> "fifo"), new Nobody(), findings -> {
            written.add(findings);
            return "{}";
        });
    }

    private static Stretch stretch(int attempts) {
        return new Stretch(
                IntStream.range(0, attempts)
                        .mapToObj(i -> new PastAttempt(
                                new Who(new UUID(0, i), "t" + i % 3, 1 + i % 5, null, NOON, null),
                                NOON,
                                NOON.plusSeconds(i),
                                NOON.plusSeconds(i + 1),
                                null,
                                null,
                                1,
                                0,
                                true))
                        .toList(),
                0);
    }

    /** One simulation at a time, in memory. */
    private static final class Shelf implements Simulations {
        private final List<Double> beats = new ArrayList<>();
        private int mostBeats = Integer.MAX_VALUE;
        private @Nullable Simulation waiting;
        private volatile @Nullable String ended;

        void ask(String... rankers) {
            var versions = List.of(rankers).stream()
                    .flatMap(name -> RankerVersion.named(name).stream())
                    .toList();
            ask(UUID.randomUUID(), new Experiment("q", versions, NOON, NOON.plusSeconds(1), 1, 100), "me");
        }

        @Override
        public boolean ask(UUID id, Experiment experiment, String by) {
            waiting = new Simulation(id, experiment, Status.QUEUED, 0, null, NOON, by, LATER, null);
            return true;
        }

        @Override
        public Optional<Simulation> take() {
            var taken = Optional.ofNullable(waiting);
            waiting = null;
            return taken;
        }

        @Override
        public boolean beat(UUID id, double progress) {
            beats.add(progress);
            return beats.size() <= mostBeats;
        }

        @Override
        public void done(UUID id, String result) {
            ended = "done";
        }

        @Override
        public void fail(UUID id, String reason) {
            ended = reason;
        }

        @Override
        public void giveBack(UUID id) {
            ended = "given back";
        }

        @Override
        public void lose(Duration silence) {}

        @Override
        public Optional<Simulation> find(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> result(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Simulation> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel(UUID id) {
            throw new UnsupportedOperationException();
        }
    }

    /** Nothing was ever agreed with anybody. */
    private static final class Nobody implements Tenants {
        @Override
        public Optional<Agreement> find(String tenant) {
            return Optional.empty();
        }

        @Override
        public List<Agreement> some(@Nullable String after, int most) {
            return List.of();
        }

        @Override
        public List<Agreement> all() {
            return List.of();
        }

        @Override
        public Optional<Agreement> change(String tenant, UnaryOperator<TenantTerms> change, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(String tenant) {
            return false;
        }
    }
}
