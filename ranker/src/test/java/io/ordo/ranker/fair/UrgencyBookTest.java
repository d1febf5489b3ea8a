package io.ordo.ranker.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** How much urgency a tenant can ask for. */
class UrgencyBookTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final UrgencyBudget MINUTE_AN_HOUR = new UrgencyBudget(Duration.ofMinutes(1), Duration.ofHours(1));

    private final UrgencyBook book = new UrgencyBook();

    @Example
    void withoutABudgetThereIsNoLimit() {
        assertThat(book.spend("A", Duration.ofDays(1), NOON)).isTrue();
        assertThat(book.left("A", NOON)).isEmpty();
    }

    @Example
    void theWholeBudgetCanBeSpentAtOnceAndComesBackEvenly() {
        book.budget("A", MINUTE_AN_HOUR, NOON);
        assertThat(book.left("A", NOON)).contains(Duration.ofMinutes(1));
        assertThat(book.spend("A", Duration.ofSeconds(60), NOON)).isTrue();
        assertThat(book.spend("A", SECOND, NOON)).isFalse();
        assertThat(book.left("A", NOON)).contains(Duration.ZERO);
        assertThat(book.spend("A", SECOND, NOON.plusSeconds(59))).isFalse();
        assertThat(book.spend("A", SECOND, NOON.plusSeconds(60))).isTrue();
        assertThat(book.left("A", NOON.plus(Duration.ofHours(2)))).contains(Duration.ofMinutes(1));
    }

    @Example
    void whatIsRefusedCostsNothing() {
        book.budget("A", MINUTE_AN_HOUR, NOON);
        assertThat(book.spend("A", Duration.ofSeconds(61), NOON)).isFalse();
        assertThat(book.spend("A", Duration.ofSeconds(60), NOON)).isTrue();
    }

    @Example
    void whatIsGivenBackCanBeSpentAgainAlsoOnceOthersKnowOfIt() {
        book.budget("A", MINUTE_AN_HOUR, NOON);
        book.spend("A", Duration.ofSeconds(40), NOON);
        var told = book.changes();
        var stored = UrgencyBook.plus(Map.of(), told, NOON);
        book.adopt(stored, told, NOON);

        book.giveBack("A", Duration.ofSeconds(30), NOON);
        assertThat(book.left("A", NOON)).contains(Duration.ofSeconds(50));
        told = book.changes();
        stored = UrgencyBook.plus(stored, told, NOON);
        book.adopt(stored, told, NOON);
        assertThat(book.left("A", NOON)).contains(Duration.ofSeconds(50));
    }

    @Example
    void whatWasAskedForBeforeTheBudgetWasAgreedIsNotGivenBack() {
        book.spend("A", Duration.ofSeconds(30), NOON.minusSeconds(1));
        book.budget("A", MINUTE_AN_HOUR, NOON);
        book.spend("A", Duration.ofSeconds(40), NOON);

        book.giveBack("A", Duration.ofSeconds(30), NOON.minusSeconds(1));

        assertThat(book.left("A", NOON)).contains(Duration.ofSeconds(20));
    }

    @Example
    void aBudgetCanBeTakenAway() {
        book.budget("A", MINUTE_AN_HOUR, NOON);
        book.spend("A", Duration.ofSeconds(60), NOON);
        book.unlimited("A");
        assertThat(book.spend("A", SECOND, NOON)).isTrue();
        assertThatThrownBy(() -> new UrgencyBudget(Duration.ZERO, SECOND)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void inAnyPeriodNoMoreThanTwiceTheBudgetIsSpent(@ForAll Random random) {
        var own = new UrgencyBook();
        own.budget("A", MINUTE_AN_HOUR, NOON);
        double spent = 0;
        var now = NOON;
        while (now.isBefore(NOON.plus(Duration.ofHours(1)))) {
            var work = Duration.ofMillis(random.nextInt(20_000));
            spent += own.spend("A", work, now) ? TagBook.seconds(work) : 0;
            now = now.plusMillis(random.nextInt(120_000));
        }
        assertThat(spent).isLessThanOrEqualTo(120);
    }

    @Example
    void twoSchedulersSpendOneBudget() {
        var other = new UrgencyBook();
        book.budget("A", MINUTE_AN_HOUR, NOON);
        other.budget("A", MINUTE_AN_HOUR, NOON);
        assertThat(book.spend("A", Duration.ofSeconds(40), NOON)).isTrue();
        assertThat(other.spend("A", Duration.ofSeconds(10), NOON)).isTrue();

        var told = book.changes();
        var stored = UrgencyBook.plus(Map.of(), told, NOON);
        assertThat(book.spend("A", Duration.ofSeconds(5), NOON)).isTrue();
        book.adopt(stored, told, NOON);
        var toldByOther = other.changes();
        stored = UrgencyBook.plus(stored, toldByOther, NOON);
        other.adopt(stored, toldByOther, NOON);
        assertThat(other.left("A", NOON)).contains(Duration.ofSeconds(10));

        told = book.changes();
        stored = UrgencyBook.plus(stored, told, NOON);
        book.adopt(stored, told, NOON);
        assertThat(book.left("A", NOON)).contains(Duration.ofSeconds(5));
        assertThat(book.changes()).isEmpty();
        assertThat(UrgencyBook.plus(stored, Map.of(), NOON.plus(Duration.ofHours(1))))
                .isEmpty();
    }
}
