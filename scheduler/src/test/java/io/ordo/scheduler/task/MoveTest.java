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

import io.ordo.scheduler.tidy.Repository;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Whoever adds a statement that moves tasks names it there, and drives it in {@link MovesIT}. */
    @Test
    void everyMoveIsListedWithTheStatementThatMakesItAndNoOtherStatementMovesATask() {
        var row = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\| `(\\w+\\.\\w+)` \\|$");
        var listed =
                row.matcher(Repository.text("docs/task-states.md")).results().toList();

        assertThat(listed)
                .extracting(one -> one.group(1))
                .containsExactlyElementsOf(
                        Stream.of(Move.values()).map(Move::name).toList());
        assertThat(listed.stream().map(one -> one.group(2)).distinct())
                .containsExactlyInAnyOrderElementsOf(statementsThatMove());
    }

    private static List<String> statementsThatMove() {
        var constant = Pattern.compile("String (\\w+) = \"\"\"(.*?)\"\"\"", Pattern.DOTALL);
        var moves =
                Pattern.compile("(DELETE FROM|INSERT INTO) (waiting|ready|lease)\\b|UPDATE lease\\s+SET started_at");
        return Repository.files().stream()
                .filter(file -> file.isJava() && file.name().startsWith("scheduler/src/main/"))
                .flatMap(file -> constant.matcher(file.text())
                        .results()
                        .filter(sql -> moves.matcher(sql.group(2)).find())
                        .map(sql ->
                                Path.of(file.name()).getFileName().toString().replace(".java", ".") + sql.group(1)))
                .toList();
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
