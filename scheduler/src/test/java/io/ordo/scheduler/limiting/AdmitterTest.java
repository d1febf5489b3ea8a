package io.ordo.scheduler.limiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.arriving.TouchedLimits;
import io.ordo.scheduler.limiting.Limits.Looked;
import io.ordo.scheduler.limiting.Limits.Passed;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.work.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitterTest {
    private static final String KEY = Limit.KEY.gate("printer");
    private static final String CONNECTION = Limit.CONNECTION.gate("mail");
    private static final Place FIRST = new Place(1, 1, new UUID(0, 1));
    private static final Place SECOND = new Place(2, 2, new UUID(0, 2));

    private final PaperLimits limits = new PaperLimits();
    private final TouchedLimits touched = new TouchedLimits();
    private final List<Place> arrived = new ArrayList<>();
    private long nanos;
    private final Admitter admitter = new Admitter(limits, touched, (_, places) -> arrived.addAll(places), () -> nanos);

    @BeforeEach
    void walkOnce() {
        assertThat(admitter.runOnce()).isFalse();
    }

    @Test
    void aTouchedGateIsLookedAtAtOnceAndAgainBehindWhoPassed() {
        limits.letThrough(new Passed(KEY, null, "prints", FIRST));
        touched.touch(List.of(KEY));
        assertThat(admitter.runOnce()).isTrue();
        assertThat(arrived).containsExactly(FIRST);
        assertThat(admitter.runOnce()).isFalse();
        assertThat(admitter.runOnce()).isFalse();
        assertThat(limits.looked).containsExactly(KEY, KEY);
    }

    @Test
    void whoHasPassedOneGateIsInLineOnlyBehindTheNext() {
        limits.letThrough(new Passed(KEY, CONNECTION, "prints", FIRST));
        limits.letThrough(new Passed(CONNECTION, null, "prints", FIRST));
        touched.touch(List.of(KEY));
        assertThat(admitter.runOnce()).isTrue();
        assertThat(arrived).isEmpty();
        assertThat(admitter.runOnce()).isTrue();
        assertThat(arrived).containsExactly(FIRST);
    }

    @Test
    void keysAndConnectionsAreLookedAtInOneRound() {
        limits.letThrough(new Passed(KEY, null, "prints", FIRST));
        limits.letThrough(new Passed(CONNECTION, null, "letters", SECOND));
        touched.touch(List.of(KEY, CONNECTION));
        assertThat(admitter.runOnce()).isTrue();
        assertThat(arrived).containsExactly(FIRST, SECOND);
    }

    @Test
    void aRateThatHasNoRoomYetIsLookedAtWhenItHas() {
        limits.again.put(CONNECTION, Duration.ofMillis(30));
        touched.touch(List.of(CONNECTION));
        assertThat(admitter.runOnce()).isFalse();
        pass(Duration.ofMillis(29));
        assertThat(admitter.runOnce()).isFalse();
        assertThat(limits.looked).containsExactly(CONNECTION);
        pass(Duration.ofMillis(1));
        assertThat(admitter.runOnce()).isFalse();
        assertThat(limits.looked).containsExactly(CONNECTION, CONNECTION);
    }

    @Test
    void whatNobodyTouchedIsLookedAtBeforeLong() {
        limits.crowd(KEY);
        limits.letThrough(new Passed(KEY, null, "prints", FIRST));
        assertThat(admitter.runOnce()).isFalse();
        pass(Duration.ofMillis(250));
        assertThat(admitter.runOnce()).isTrue();
        assertThat(arrived).containsExactly(FIRST);
    }

    @Test
    void manyGatesAreWalkedInTheOrderOfTheirNamesAndBehindTheLastComesTheFirst() {
        var gates = IntStream.range(0, 2 * Admitter.BATCH + 50)
                .mapToObj(number -> Limit.KEY.gate("%03d".formatted(number)))
                .toList();
        gates.forEach(limits::crowd);
        for (int round = 0; round < 4; round++) {
            pass(Duration.ofMillis(250));
            assertThat(admitter.runOnce()).isFalse();
        }
        var expected = new ArrayList<>(gates);
        expected.addAll(gates.subList(0, Admitter.BATCH));
        assertThat(limits.looked).isEqualTo(expected);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Gates on paper: whoever is to pass one does so at the next look at it. */
    private static final class PaperLimits implements Limits {
        private final List<String> looked = new ArrayList<>();
        private final Map<String, Duration> again = new HashMap<>();
        private final Map<String, Passed> passing = new HashMap<>();
        private final TreeSet<String> crowded = new TreeSet<>();

        void letThrough(Passed passed) {
            passing.put(passed.gate(), passed);
        }

        void crowd(String gate) {
            crowded.add(gate);
        }

        @Override
        public List<Passed> passKeys(Collection<String> keys) {
            return pass(keys, Limit.KEY);
        }

        @Override
        public Looked passConnections(Collection<String> connections) {
            var passed = pass(connections, Limit.CONNECTION);
            var later = Map.copyOf(again);
            again.clear();
            return new Looked(passed, later);
        }

        private List<Passed> pass(Collection<String> gates, Limit limit) {
            assertThat(gates).allMatch(gate -> Limit.of(gate).orElseThrow() == limit);
            looked.addAll(gates);
            var passed = gates.stream()
                    .filter(passing::containsKey)
                    .map(passing::get)
                    .toList();
            passed.forEach(one -> passing.remove(one.gate()));
            return passed;
        }

        @Override
        public List<String> crowded(@Nullable String after, int most) {
            var behind = after == null ? crowded : crowded.tailSet(after, false);
            return behind.stream().limit(most).toList();
        }
    }
}
