package io.ordo.scheduler.task;

import static io.ordo.scheduler.task.Status.CANCELLED;
import static io.ordo.scheduler.task.Status.COMPLETED;
import static io.ordo.scheduler.task.Status.DISPATCHED;
import static io.ordo.scheduler.task.Status.FAILED;
import static io.ordo.scheduler.task.Status.PENDING;
import static io.ordo.scheduler.task.Status.QUEUED;
import static io.ordo.scheduler.task.Status.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class MoveTest {
    @SuppressWarnings("unused") // The field source of the test below.
    private static final List<Arguments> NEXT = List.of(
            arguments(PENDING, Set.of(QUEUED, FAILED, CANCELLED)),
            arguments(QUEUED, Set.of(PENDING, DISPATCHED, FAILED, CANCELLED)),
            arguments(DISPATCHED, Set.of(RUNNING, COMPLETED, PENDING, QUEUED, FAILED, CANCELLED)),
            arguments(RUNNING, Set.of(COMPLETED, PENDING, QUEUED, FAILED, CANCELLED)),
            arguments(COMPLETED, Set.of()),
            arguments(FAILED, Set.of()),
            arguments(CANCELLED, Set.of()));

    @ParameterizedTest
    @FieldSource("NEXT")
    void fromAStatusATaskMovesToTheseAndNoOthers(Status from, Set<Status> next) {
        assertThat(movesFrom(from).map(Move::to).collect(Collectors.toSet())).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void aFinalStatusHasNoWayOutAndEveryOtherHas(Status status) {
        assertThat(movesFrom(status).findAny().isEmpty()).isEqualTo(status.isFinal());
    }

    @Test
    void aNewTaskIsPendingOrQueued() {
        assertThat(Stream.of(Move.values())
                        .filter(move -> move.from().isEmpty())
                        .map(Move::to))
                .containsExactlyInAnyOrder(PENDING, QUEUED);
    }

    @Test
    void everyStatusIsReached() {
        var reached = new HashSet<>(Set.of(PENDING));
        while (reached.addAll(
                reached.stream().flatMap(MoveTest::movesFrom).map(Move::to).toList())) {
            assertThat(reached).hasSizeLessThanOrEqualTo(Status.values().length);
        }
        assertThat(reached).containsExactlyInAnyOrder(Status.values());
    }

    /** A task that left the queue is under a lease, and only what ends or loses the lease brings it back. */
    @Test
    void onlyAPopMakesALease() {
        assertThat(Stream.of(Move.values()).filter(move -> move.to() == DISPATCHED))
                .containsExactly(Move.POP);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void aStatusHasOneWord(Status status) {
        assertThat(status.word()).isLowerCase();
        assertThat(Status.ofWord(status.word())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void anEndingHasOneWord(Ending ending) {
        assertThat(ending.word()).isLowerCase();
        assertThat(Ending.ofWord(ending.word())).isEqualTo(ending);
    }

    private static Stream<Move> movesFrom(Status status) {
        return Stream.of(Move.values()).filter(move -> move.from().contains(status));
    }
}
