package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.fair.TagBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What docs/ranking.md explains the time axis by, in its order. */
class WorkedExamplesTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Ranker AGING = Rankers.named("aging").orElseThrow();
    private static final Ranker BALANCED = Rankers.named("balanced").orElseThrow();

    @Test
    void aLowTaskIsPassedByUrgentOnesForTenMinutes() {
        long low = AGING.rank(new Facts(NOON, 4));

        assertThat(low).isEqualTo(micros(NOON.plus(Duration.ofMinutes(10))));
        assertThat(AGING.rank(new Facts(NOON.plus(Duration.ofMinutes(5)), 1))).isLessThan(low);
        assertThat(AGING.rank(new Facts(NOON.plus(Duration.ofMinutes(11)), 1))).isGreaterThan(low);
    }

    @Test
    void aDeadlineBringsForwardWhatCanBeMetAndNothingElse() {
        assertThat(dueAfter(Duration.ofSeconds(491))).isEqualTo(micros(NOON.plusSeconds(470)));
        assertThat(dueAfter(Duration.ofHours(1))).isEqualTo(micros(NOON.plusSeconds(600)));
        assertThat(dueAfter(Duration.ofSeconds(5))).isEqualTo(micros(NOON.plusSeconds(600)));
    }

    @Test
    void whoFloodsTheQueueStandsBehindItsOwnFlood() {
        var alone = new TagBook();
        alone.workers(4);
        assertThat(debts(alone, "A"))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(number -> Duration.ofSeconds(2L * number))
                        .toList());
        assertThat(alone.charge("B", TagBook.LEVELS, Duration.ofSeconds(8), NOON)
                        .debt())
                .isZero();
    }

    @Test
    void theSumIsTheAppointment() {
        var facts = Facts.at(NOON, 4)
                .tenant(new TenantStanding(
                        "A", Duration.ofSeconds(41).dividedBy(3).multipliedBy(2), 4.1))
                .build();
        var explanation = BALANCED.explain(facts);

        assertThat(explanation.contributions().stream().map(Contribution::toString))
                .containsExactly(
                        "+600 s: low priority", "+0 s: no deadline", "+41 s: tenant A has used 4.1 x its share");
        assertThat(explanation.rank()).isEqualTo(micros(Instant.parse("2030-06-01T12:10:41Z")));
        assertThat(explanation.horizon()).isEqualTo(Instant.parse("2030-06-01T12:10:51Z"));
    }

    private static List<Duration> debts(TagBook tags, String tenant) {
        return IntStream.range(0, 100)
                .mapToObj(_ -> tags.charge(tenant, TagBook.LEVELS, Duration.ofSeconds(8), NOON)
                        .debt())
                .toList();
    }

    private static long dueAfter(Duration time) {
        return BALANCED.rank(Facts.at(NOON, 4)
                .deadline(NOON.plus(time))
                .expected(Duration.ofSeconds(11))
                .build());
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1_000;
    }
}
