package io.ordo.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.tending.Canceller;
import io.ordo.scheduler.tending.Scope;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.testing.Told;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of legal moves in Java is proved equal to what the statements do: every verb, from every status. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovesIT {
    private static final Report SUCCEEDED = report(new Outcome.Succeeded());
    private static final Report FAILED = report(new Outcome.Failed(true));
    private static final Report FAILED_FOR_GOOD = report(new Outcome.Failed(false));
    private static final Duration DUE = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofSeconds(61);

    /** Moves that make a task start from no status: they are driven on their own. */
    private static final Set<Move> CREATIONS = EnumSet.of(Move.PLAN_LATER, Move.PLAN_DUE);

    private final Store store = Store.create();

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    Stream<Arguments> everyMoveFromEveryStatus() {
        return EnumSet.complementOf(EnumSet.copyOf(CREATIONS)).stream()
                .flatMap(move -> Stream.of(Status.values()).map(status -> Arguments.of(move, status)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("everyMoveFromEveryStatus")
    void aVerbMovesATaskExactlyFromWhereItsMoveIsLegalAndThatIsTold(Move move, Status from) {
        var subject = in(from);
        var told = new Told(store.database());

        subject.drive(move);

        boolean isLegal = move.from().contains(from);
        assertThat(store.status(subject.task)).isEqualTo(isLegal ? move.to() : from);
        assertThat(told.types()).isEqualTo(isLegal ? List.of("task_" + move.to().word()) : List.of());
    }

    /** The same statement for many, and for those alone that nobody holds. */
    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("everyCancelFromEveryStatus")
    void aCancelOfManyMovesThoseWithinItsScope(Scope scope, Status from) {
        var subject = in(from);

        int cancelled = store.bean(Canceller.class).cancel(List.of(subject.task, UUID.randomUUID()), scope);

        boolean isWithin = scope.includes(from);
        assertThat(store.status(subject.task)).isEqualTo(isWithin ? Status.CANCELLED : from);
        assertThat(cancelled).isEqualTo(isWithin ? 1 : 0);
    }

    Stream<Arguments> everyCancelFromEveryStatus() {
        return Stream.of(Scope.LIVE, Scope.WAITING)
                .flatMap(scope -> Stream.of(Status.values()).map(status -> Arguments.of(scope, status)));
    }

    @Test
    void aTaskDueLaterIsMadePending() {
        var told = new Told(store.database());
        assertThat(store.status(store.aTask(DUE, 0, null))).isEqualTo(Move.PLAN_LATER.to());
        assertThat(told.types()).containsExactly("job_created", "task_pending");
    }

    @Test
    void aTaskDueNowIsMadeQueued() {
        var told = new Told(store.database());
        assertThat(store.status(store.aTask(Duration.ZERO, 0, null))).isEqualTo(Move.PLAN_DUE.to());
        assertThat(told.types()).containsExactly("job_created", "task_queued");
    }

    private static Report report(Outcome outcome) {
        return new Report(outcome, null, null, null, null, null);
    }

    private Subject in(Status status) {
        return switch (status) {
            case PENDING -> new Subject(store.aTask(DUE, 0, DEADLINE));
            case QUEUED -> new Subject(store.aTask(Duration.ZERO, 0, DEADLINE));
            case DISPATCHED -> in(Status.QUEUED).popped();
            case RUNNING -> in(Status.DISPATCHED).started();
            case COMPLETED -> in(Status.RUNNING).settled(SUCCEEDED);
            case FAILED -> in(Status.RUNNING).settled(FAILED_FOR_GOOD);
            case CANCELLED -> in(Status.RUNNING).cancelled();
        };
    }

    /** A task brought into a status by legal moves, with the newest lease it was popped under. */
    private final class Subject {
        private final UUID task;
        private LeaseKey key;

        Subject(UUID task) {
            this.task = task;
            this.key = new LeaseKey(task, 0);
        }

        Subject popped() {
            key = store.popOne();
            return this;
        }

        Subject started() {
            assertThat(store.leases().start(List.of(key))).containsExactly(key);
            return this;
        }

        Subject settled(Report report) {
            assertThat(store.settle(key, report)).isInstanceOf(Settled.Moved.class);
            return this;
        }

        Subject cancelled() {
            assertThat(store.cancel(task)).contains(true);
            return this;
        }

        void drive(Move move) {
            switch (move) {
                case PROMOTE -> after(DUE, store::promote);
                case PARK -> store.standings().park(task);
                case UNPARK -> store.standings().unpark(task, now -> Store.ranked(0, now));
                case EXPIRE -> after(DEADLINE, store::expire);
                case ABANDON -> {
                    store.makeWaitFor(task, UUID.randomUUID());
                    store.forward();
                }
                case CANCEL -> store.cancel(task);
                case POP -> store.pop(10);
                case START -> store.leases().start(List.of(key));
                case SUCCEED -> store.settle(key, SUCCEEDED);
                case RETRY -> store.settle(key, FAILED);
                case FAIL -> store.settle(key, FAILED_FOR_GOOD);
                case RELEASE -> store.settle(key, Report.RELEASED);
                case REAP -> after(LEASE, store::reap);
                case POISON -> {
                    store.setMaxDeaths(1);
                    after(LEASE, store::reap);
                }
                case PLAN_LATER, PLAN_DUE -> throw new AssertionError(move + " starts from no status");
            }
        }

        private void after(Duration time, Runnable verb) {
            store.clock().advance(time);
            verb.run();
        }
    }
}
