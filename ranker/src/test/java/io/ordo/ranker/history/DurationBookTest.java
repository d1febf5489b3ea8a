package io.ordo.ranker.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a task will probably take. */
class DurationBookTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DurationBook book = new DurationBook();

    @Test
    void withoutHistoryASecond() {
        assertThat(book.expected("job", "kind")).isEqualTo(Duration.ofSeconds(1));
        assertThat(book.expected(null, null)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aJobThatIsWellKnownSpeaksForItself() {
        settled("nightly", "report", 100);
        assertThat(book.expected("nightly", "report")).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(65));
    }

    @Test
    void aNewJobIsTakenForOneOfItsKind() {
        settled("nightly", "report", 100);
        assertThat(book.expected("weekly", "report")).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(65));
        assertThat(book.expected("weekly", "other")).isEqualTo(Duration.ofSeconds(1));
    }

    /** exp((1 ln 60 + 3 ln 1) / 4) for the kind, and between 60 s and that once more for the job. */
    @Test
    void aSingleTaskIsNoHistory() {
        settled("nightly", "report", 1);
        assertThat(book.expected("weekly", "report")).isBetween(Duration.ofMillis(2_600), Duration.ofMillis(2_900));
        assertThat(book.expected("nightly", "report")).isBetween(Duration.ofMillis(5_700), Duration.ofMillis(6_300));
    }

    @Test
    void oneThatHungChangesLittle() {
        settled("nightly", "report", 99);
        var before = book.expected("nightly", "report");
        book.settled("nightly", "report", Duration.ofDays(1));
        assertThat(book.expected("nightly", "report")).isBetween(before.minusSeconds(3), before.plusSeconds(3));
    }

    @Test
    void whatWasAskedForLongestAgoIsForgotten() {
        var small = new DurationBook(2);
        small.settled("one", null, MINUTE);
        small.settled("two", null, MINUTE);
        small.expected("one", null);
        small.settled("three", null, MINUTE);
        assertThat(small.expected("two", null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(small.expected("one", null)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void whatOneSchedulerLearnsAllKnow() {
        settled("nightly", "report", 50);
        var stored = new HashMap<String, DurationSketch>();
        book.takeChanges()
                .forEach((key, sketch) -> stored.merge(key, sketch, (old, more) -> {
                    old.merge(more);
                    return old;
                }));
        var other = new DurationBook();
        other.adopt(stored);
        assertThat(other.expected("nightly", "report")).isEqualTo(book.expected("nightly", "report"));
        assertThat(book.takeChanges()).isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsToldAgain() {
        settled("nightly", "report", 3);
        var changes = book.takeChanges();
        settled("nightly", "report", 2);
        book.giveBack(changes);
        assertThat(book.takeChanges().get("nightly"))
                .isNotNull()
                .extracting(DurationSketch::size)
                .isEqualTo(5.0);
    }

    @Test
    void whatIsLearnedMeanwhileStays() {
        settled("nightly", null, 10);
        book.adopt(Map.of("nightly", new DurationSketch()));
        assertThat(book.expected("nightly", null)).isGreaterThan(Duration.ofSeconds(10));
    }

    private void settled(String job, @Nullable String kind, int times) {
        for (int i = 0; i < times; i++) {
            book.settled(job, kind, MINUTE);
        }
    }
}
