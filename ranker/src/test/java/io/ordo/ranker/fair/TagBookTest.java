package io.ordo.ranker.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant owes, step by step. */
class TagBookTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int NORMAL = 3;

    private final TagBook book = new TagBook();

    @BeforeEach
    void fourWorkers() {
        book.workers(4);
    }

    @Test
    void whoHasNothingInLineOwesNothing() {
        assertThat(debt("A", 8)).isZero();
        assertThat(debt("B", 8)).isZero();
    }

    @Test
    void aloneATenantOwesWhatAllWorkersNeedForItsLine() {
        debt("A", 8);
        assertThat(debt("A", 8)).isEqualTo(2);
        assertThat(debt("A", 8)).isEqualTo(4);
    }

    @Test
    void besideOthersATenantOwesWhatItsShareNeeds() {
        debt("A", 8);
        debt("B", 8);
        assertThat(debt("A", 8)).isEqualTo(4);
    }

    @Test
    void aLargerShareOwesLess() {
        book.weight("A", 3);
        debt("A", 12);
        debt("B", 8);
        assertThat(debt("A", 8)).isEqualTo(4);
        assertThat(debt("B", 8)).isEqualTo(8);
    }

    @Test
    void startedWorkIsPaidFor() {
        debt("A", 8);
        debt("A", 8);
        assertThat(standing("A")).isEqualTo(4);
        book.started(Duration.ofSeconds(8));
        assertThat(standing("A")).isEqualTo(2);
        book.started(Duration.ofSeconds(8));
        assertThat(standing("A")).isZero();
    }

    /** Whatever starts, time goes by for all: a class that makes others wait makes its tenant owe. */
    @Test
    void workThatIsPassedIsOwedByWhoPassed() {
        debt("A", 8);
        debt("B", 8);
        book.started(Duration.ofSeconds(8));
        assertThat(standing("A")).isEqualTo(standing("B")).isEqualTo(2);
    }

    @Test
    void workThatTookLongerIsChargedBack() {
        debt("A", 8);
        debt("B", 8);
        book.started(Duration.ofSeconds(8));
        book.settled("A", NORMAL, Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(standing("A")).isEqualTo(2);
        assertThat(standing("B")).isZero();
    }

    @Test
    void workThatTookLessIsGivenBack() {
        debt("A", 8);
        debt("B", 8);
        book.started(Duration.ofSeconds(8));
        book.settled("A", NORMAL, Duration.ofSeconds(8), Duration.ofSeconds(4));
        assertThat(standing("A")).isLessThan(standing("B"));
    }

    @Test
    void whatIsWithdrawnIsOwedByNobody() {
        debt("A", 8);
        debt("A", 8);
        book.withdrawn("A", NORMAL, Duration.ofSeconds(8));
        assertThat(standing("A")).isEqualTo(2);
        book.withdrawn("A", NORMAL, Duration.ofSeconds(8));
        assertThat(standing("A")).isZero();
    }

    @Test
    void whatIsReleasedIsInLineAgain() {
        debt("A", 8);
        book.started(Duration.ofSeconds(8));
        book.requeued("A", NORMAL, Duration.ofSeconds(8));
        assertThat(standing("A")).isEqualTo(2);
    }

    @Test
    void aNewWeightKeepsTheWorkInLine() {
        debt("A", 8);
        debt("B", 8);
        book.weight("A", 4);
        var a = Objects.requireNonNull(book.tags().tenants().get("A"));
        assertThat(a.owed().get(NORMAL - 1)).isCloseTo(8, within(1e-9));
        assertThat(standing("A")).isEqualTo(8.0 / 4 * 5 / 4);
    }

    @Test
    void whatWasUsedLatelyIsToldInShares() {
        for (int i = 0; i < 9; i++) {
            book.charge("A", NORMAL, SECOND, NOON);
        }
        book.charge("B", NORMAL, SECOND, NOON);
        assertThat(book.standing("A", NORMAL, NOON).usedShare()).isCloseTo(1.8, within(1e-9));
        assertThat(book.standing("B", NORMAL, NOON).usedShare()).isCloseTo(0.2, within(1e-9));
        assertThat(book.standing("C", NORMAL, NOON).usedShare()).isZero();
    }

    @Test
    void halfOfWhatWasUsedIsForgottenInTenMinutes() {
        var later = NOON.plus(Duration.ofMinutes(10));
        book.charge("A", NORMAL, Duration.ofSeconds(8), NOON);
        book.charge("B", NORMAL, Duration.ofSeconds(4), later);
        assertThat(book.standing("A", NORMAL, later).usedShare()).isCloseTo(1, within(1e-9));
        var years = NOON.plus(Duration.ofDays(4_000));
        book.charge("B", NORMAL, Duration.ofSeconds(4), years);
        assertThat(book.standing("A", NORMAL, years).usedShare()).isZero();
    }

    @Test
    void anEmptyQueueOwesNothing() {
        debt("A", 800);
        var told = book.changes();
        book.adopt(Tags.EMPTY.plus(told, NOON).idle(), told);
        assertThat(standing("A")).isZero();
        assertThat(debt("A", 8)).isZero();
    }

    @Test
    void whoSeesAnEmptyQueueForgetsNothingThatIsAboutToBeQueued() {
        book.chargeAhead("A", NORMAL, Duration.ofSeconds(800), NOON);
        var before = book.changes();
        assertThat(before.isEmpty()).isTrue();
        book.adopt(Tags.EMPTY.plus(before, NOON).idle(), before);
        assertThat(standing("A")).isEqualTo(200);

        book.queued("A", NORMAL, Duration.ofSeconds(800));
        var told = book.changes();
        book.adopt(Tags.EMPTY.plus(told, NOON), told);
        assertThat(standing("A")).isEqualTo(200);
    }

    @Test
    void whatIsNotQueuedAfterAllOwesNothing() {
        debt("A", 4);
        book.chargeAhead("A", NORMAL, Duration.ofSeconds(8), NOON);
        assertThat(standing("A")).isEqualTo(3);

        book.notQueued("A", NORMAL, Duration.ofSeconds(8));
        assertThat(standing("A")).isEqualTo(1);
        var told = book.changes();
        book.adopt(Tags.EMPTY.plus(told, NOON), told);
        assertThat(standing("A")).isEqualTo(1);
    }

    @Test
    void aBookIsTakenUpWhereItWasLeft() {
        debt("A", 8);
        debt("B", 24);
        book.started(Duration.ofSeconds(8));
        var other = new TagBook();
        other.workers(4);
        other.adopt(book.tags(), other.changes());
        assertThat(other.standing("A", NORMAL, NOON)).isEqualTo(book.standing("A", NORMAL, NOON));
        assertThat(other.standing("B", NORMAL, NOON)).isEqualTo(book.standing("B", NORMAL, NOON));
        assertThat(other.tags()).isEqualTo(book.tags());
    }

    @Test
    void whoStandsAsIfNeverSeenIsNotStored() {
        debt("A", 1);
        book.started(SECOND);
        var told = book.changes();
        var stored = Tags.EMPTY.plus(told, NOON);
        assertThat(stored.tenants()).containsOnlyKeys("A");
        var nextDay = stored.plus(new TagBook().changes(), NOON.plus(Duration.ofDays(1)));
        assertThat(nextDay.tenants()).isEmpty();
    }

    @Test
    void noWeightAndNoWorkersAndLessThanNoDebtAreRefused() {
        assertThatThrownBy(() -> book.weight("A", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.workers(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.debt("A", Duration.ofSeconds(-1), NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TenantTerms(-1, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private double debt(String tenant, int expected) {
        return book.charge(tenant, NORMAL, Duration.ofSeconds(expected), NOON)
                        .debt()
                        .toMillis()
                / 1_000.0;
    }

    private double standing(String tenant) {
        return book.standing(tenant, NORMAL, NOON).debt().toMillis() / 1_000.0;
    }
}
