package io.ordo.scheduler.testing.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.scheduler.testing.courier.ArrivalLog.Arrival;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A ledger that finds no fault where there is one would prove everything. */
class ArrivalLogTest {
    private final ArrivalLog log = new ArrivalLog();

    @Test
    void eachOnceIsRight() {
        came("a", 1, 1);
        came("b", 2, 1);

        log.assertOnce(Set.of("a", "b"));
        assertThat(log.distinct()).isEqualTo(2);
        assertThat(log.bySender()).isEqualTo(Map.of("one", 2L));
    }

    @Test
    void whatIsLostIsFound() {
        came("a", 1, 1);

        refused("nothing lost", () -> log.assertOnce(Set.of("a", "b")));
        refused("nothing lost", () -> log.assertDoublesAmong(Set.of("a", "b"), Set.of("a", "b")));
    }

    @Test
    void whatNobodySentIsFound() {
        came("a", 1, 1);

        refused("nothing unknown", () -> log.assertOnce(Set.of()));
    }

    @Test
    void aDoubleIsFound() {
        came("a", 1, 1);
        came("a", 2, 2);

        refused("twice without a reason", () -> log.assertOnce(Set.of("a")));
        refused("twice without a reason", () -> log.assertDoublesAmong(Set.of("a"), Set.of()));
        log.assertDoublesAmong(Set.of("a"), Set.of("a"));
        assertThat(log.doubles()).containsExactly("a");
    }

    @Test
    void aDoubleUnderOneLeaseIsFound() {
        came("a", 1, 1);
        came("a", 1, 1);

        refused("fences of a", () -> log.assertDoublesAmong(Set.of("a"), Set.of("a")));
    }

    @Test
    void aLaterAttemptWithASmallerFenceIsFound() {
        came("a", 5, 1);
        came("a", 4, 2);

        refused("fences of a", () -> log.assertDoublesAmong(Set.of("a"), Set.of("a")));
    }

    @Test
    void theLastOfSomeIsTheirs() {
        log.add(new Arrival("a", 1, 1, "one", 10));
        log.add(new Arrival("a", 2, 2, "two", 30));
        log.add(new Arrival("b", 3, 1, "two", 40));

        assertThat(log.last(Set.of("a"))).isEqualTo(30);
        assertThat(log.all()).extracting(Arrival::nanos).containsExactly(10L, 30L, 40L);
    }

    private void came(String key, long fence, int attempt) {
        log.add(new Arrival(key, fence, attempt, "one", System.nanoTime()));
    }

    private static void refused(String words, ThrowingCallable check) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(words);
    }
}
