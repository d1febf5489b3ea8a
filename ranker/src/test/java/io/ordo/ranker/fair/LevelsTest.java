package io.ordo.ranker.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant owes at which level, and how an operator sets it. */
class LevelsTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final int URGENT = 1;
    private static final int NORMAL = 3;
    private static final int LOW = 4;
    private static final int LOWEST = 5;

    private final TagBook book = new TagBook();

    @BeforeEach
    void fourWorkers() {
        book.workers(4);
    }

    @Test
    void workCountsAtItsLevelAndBeyond() {
        charge("A", NORMAL, 8);
        assertThat(owes("A")).containsExactly(0, 0, 2, 2, 2);
        charge("A", URGENT, 4);
        assertThat(owes("A")).containsExactly(1, 1, 3, 3, 3);
        charge("A", LOWEST, 400);
        assertThat(owes("A")).containsExactly(1, 1, 3, 3, 103);
    }

    @Test
    void whatIsUrgentOwesNothingForAFloodThatIsNot() {
        for (int i = 0; i < 10_000; i++) {
            charge("A", NORMAL, 1);
        }
        assertThat(charge("A", URGENT, 1)).isZero();
        assertThat(charge("A", NORMAL, 1)).isEqualTo(2_500.25);
    }

    @Test
    void aFloodOfUrgentWorkIsOwedAtEveryLevelAndByItsTenantAlone() {
        for (int i = 0; i < 1_000; i++) {
            charge("A", URGENT, 4);
        }
        assertThat(charge("B", URGENT, 4)).isZero();
        assertThat(charge("B", NORMAL, 4)).isEqualTo(2);
        assertThat(charge("A", URGENT, 4)).isEqualTo(2_000);
        assertThat(charge("A", NORMAL, 4)).isEqualTo(2_002);
    }

    /** The workers are shared with all that is in line, not only with what is as urgent. */
    @Test
    void aShareIsAShareOfAllThatIsInLine() {
        charge("A", URGENT, 8);
        charge("B", LOWEST, 8);
        assertThat(owes("A")).containsOnly(4);
        assertThat(owes("B")).containsExactly(0, 0, 0, 0, 4);
    }

    @Test
    void aShareGoesToWhatIsMostUrgentFirst() {
        charge("A", NORMAL, 8);
        charge("A", URGENT, 4);
        book.started(Duration.ofSeconds(4));
        assertThat(owes("A")).containsExactly(0, 0, 2, 2, 2);
        charge("A", URGENT, 4);
        assertThat(owes("A")).containsExactly(1, 1, 3, 3, 3);
        book.started(Duration.ofSeconds(12));
        assertThat(owes("A")).containsOnly(0);
    }

    /** Work that was passed by others for a while leaves no credit to flood with. */
    @Test
    void whatWaitedAtTheLastLevelBuysNothingAtTheFirst() {
        charge("A", LOWEST, 400);
        charge("B", NORMAL, 800);
        book.started(Duration.ofMinutes(20));
        charge("A", URGENT, 8);
        assertThat(charge("A", URGENT, 8)).isEqualTo(2);
    }

    @Test
    void whatBecomesOfATaskIsToldAtItsLevel() {
        charge("A", NORMAL, 8);
        charge("A", URGENT, 8);
        book.withdrawn("A", URGENT, Duration.ofSeconds(8));
        assertThat(owes("A")).containsExactly(0, 0, 2, 2, 2);
        book.started(Duration.ofSeconds(8));
        assertThat(owes("A")).containsOnly(0);
        book.requeued("A", NORMAL, Duration.ofSeconds(8));
        assertThat(owes("A")).containsExactly(0, 0, 2, 2, 2);
        charge("B", URGENT, 8);
        book.started(Duration.ofSeconds(8));
        book.settled("A", NORMAL, Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(owes("A")).containsExactly(0, 0, 2, 2, 2);
        assertThat(owes("B")).containsOnly(0);
    }

    /** Another priority for a task in line: out at one level, in at the other. */
    @Test
    void aTaskMovesFromLevelToLevel() {
        charge("A", NORMAL, 8);
        charge("A", NORMAL, 8);
        book.withdrawn("A", NORMAL, Duration.ofSeconds(8));
        book.requeued("A", URGENT, Duration.ofSeconds(8));
        assertThat(owes("A")).containsExactly(2, 2, 4, 4, 4);
    }

    @Test
    void levelsAreMergedLevelByLevel() {
        var other = new TagBook();
        other.workers(4);
        charge("A", NORMAL, 8);
        other.charge("A", URGENT, Duration.ofSeconds(4), NOON);
        other.charge("A", LOW, Duration.ofSeconds(12), NOON);
        var told = book.changes();
        var stored = Tags.EMPTY.plus(told, NOON);
        charge("A", LOWEST, 4);
        book.adopt(stored, told);
        assertThat(owes("A")).containsExactly(0, 0, 2, 2, 3);

        var toldByOther = other.changes();
        stored = stored.plus(toldByOther, NOON);
        other.adopt(stored, toldByOther);
        told = book.changes();
        stored = stored.plus(told, NOON);
        book.adopt(stored, told);
        assertThat(owes("A")).containsExactly(1, 1, 3, 6, 7);
        assertThat(other.standing("A", LOWEST, NOON).debt()).isEqualTo(Duration.ofSeconds(6));
        assertThat(book.changes().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void thereAreNoOtherLevels(int level) {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> charge("A", level, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.withdrawn("A", level, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.standing("A", level, NOON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDebtIsForgivenAtEveryLevel() {
        charge("A", URGENT, 80);
        charge("A", NORMAL, 80);
        charge("B", NORMAL, 8);
        book.debt("A", Duration.ZERO, NOON);
        assertThat(owes("A")).containsOnly(0);
        assertThat(charge("A", NORMAL, 8)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 3_600})
    void aDebtIsSetToWhatIsWanted(int seconds) {
        book.weight("A", 3);
        charge("A", URGENT, 80);
        charge("A", NORMAL, 800);
        charge("B", NORMAL, 8);
        book.debt("A", Duration.ofSeconds(seconds), NOON);
        for (double owes : owes("A")) {
            assertThat(owes).isCloseTo(seconds, within(1e-2));
        }
    }

    @Test
    void whatIsMadeUpPassesWithTime() {
        book.debt("A", Duration.ofMinutes(10), NOON);
        var later = NOON.plus(Duration.ofMinutes(9));
        assertThat(book.standing("A", NORMAL, later).debt()).isEqualTo(Duration.ofMinutes(1));
        assertThat(book.standing("A", NORMAL, later.plusSeconds(61)).debt()).isZero();
        assertThat(charge("B", NORMAL, 8)).isZero();
        book.debt("A", Duration.ZERO, NOON);
        assertThat(owes("A")).containsOnly(0);
    }

    /** Others are not made to wait for it: the work is still in line, and paid for as before. */
    @Test
    void forgivingChangesNothingForTheOthers() {
        charge("A", NORMAL, 80);
        charge("B", NORMAL, 8);
        double before = owes("B")[NORMAL - 1];
        book.debt("A", Duration.ZERO, NOON);
        assertThat(owes("B")[NORMAL - 1]).isEqualTo(before);
        book.started(Duration.ofSeconds(16));
        assertThat(owes("B")).containsOnly(0);
    }

    @Test
    void aDebtThatWasSetIsMerged() {
        var other = new TagBook();
        other.workers(4);
        charge("A", NORMAL, 80);
        charge("C", NORMAL, 80);
        other.charge("A", URGENT, Duration.ofSeconds(4), NOON);
        var told = book.changes();
        var stored = Tags.EMPTY.plus(told, NOON);
        book.debt("A", Duration.ZERO, NOON);
        book.debt("B", Duration.ofSeconds(30), NOON);
        book.adopt(stored, told);
        assertThat(owes("A")).containsOnly(0);
        assertThat(owes("B")).containsOnly(30);

        told = book.changes();
        stored = stored.plus(told, NOON);
        book.adopt(stored, told);
        assertThat(book.changes().isEmpty()).isTrue();
        var toldByOther = other.changes();
        stored = stored.plus(toldByOther, NOON);
        other.adopt(stored, toldByOther);
        assertThat(other.standing("B", URGENT, NOON).debt()).isEqualTo(Duration.ofSeconds(30));
        // what the other was told is not forgiven, since nobody knew of it here
        assertThat(other.standing("A", URGENT, NOON).debt()).isEqualTo(Duration.ofSeconds(3));
        assertThat(other.standing("A", NORMAL, NOON).debt()).isEqualTo(Duration.ofSeconds(3));

        other.debt("B", Duration.ZERO, NOON);
        toldByOther = other.changes();
        stored = stored.plus(toldByOther, NOON);
        assertThat(stored.tenants()).doesNotContainKey("B");
    }

    private double charge(String tenant, int level, int expected) {
        return seconds(
                book.charge(tenant, level, Duration.ofSeconds(expected), NOON).debt());
    }

    /** Level by level. */
    private double[] owes(String tenant) {
        return DoubleStream.iterate(1, level -> level + 1)
                .limit(TagBook.LEVELS)
                .map(level -> seconds(book.standing(tenant, (int) level, NOON).debt()))
                .toArray();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
