package io.ordo.scheduler.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.pacing.SharedPaces.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacesTest {
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Kept kept = new Kept();
    private final Set<String> waited = new HashSet<>(Set.of("mail"));
    private final Paces here = new Paces(waited::contains, () -> now);
    private final Pacemaker atHere = new Pacemaker(here, kept, new UUID(0, 1));

    @Test
    void nothingIsKnownOfAQueueInWhichNothingStarts() {
        atHere.runOnce();

        assertThat(here.perSecond("mail")).isEmpty();
        assertThat(here.lastAsked("mail")).isEmpty();
    }

    @Test
    void aSteadyPaceIsKnownFromTheBeginning() {
        here.asked("mail");
        atHere.runOnce();
        for (int second = 0; second < 10; second++) {
            start(here, 4);
            pass(Duration.ofSeconds(1));
            atHere.runOnce();
        }

        assertThat(here.perSecond("mail").orElseThrow()).isCloseTo(4, within(0.2));
    }

    @Test
    void theLastMinutesSpeakAndThenNobody() {
        steady(Duration.ofMinutes(10), 1);
        steady(Duration.ofMinutes(3), 5);
        assertThat(here.perSecond("mail").orElseThrow()).isCloseTo(3, within(0.2));

        pass(Duration.ofHours(1));
        assertThat(here.perSecond("mail")).isEmpty();
    }

    /** Workers that have nothing to do are not slow, and those that take what comes are not fast. */
    @Test
    void timeInWhichNothingWaitsDoesNotCount() {
        steady(Duration.ofSeconds(20), 4);
        waited.clear();
        steady(Duration.ofMinutes(5), 1);

        assertThat(here.perSecond("mail").orElseThrow()).isCloseTo(4, within(0.2));
    }

    @Test
    void whoIsAwayIsNotSlow() {
        steady(Duration.ofSeconds(20), 4);
        for (int minute = 0; minute < 20; minute++) {
            pass(Duration.ofMinutes(1));
            atHere.runOnce();
        }
        steady(Duration.ofSeconds(20), 4);

        assertThat(here.perSecond("mail").orElseThrow()).isGreaterThan(0.3);
    }

    @Test
    void schedulersAddUpWhatTheyTellEachOther() {
        var there = new Paces(waited::contains, () -> now);
        var atThere = new Pacemaker(there, kept, new UUID(0, 2));
        here.asked("mail");
        there.asked("mail");
        atHere.runOnce();
        atThere.runOnce();
        pass(Duration.ofSeconds(10));
        start(here, 20);
        start(there, 10);
        there.asked("mail");
        atThere.runOnce();
        atHere.runOnce();
        atThere.runOnce();

        assertThat(here.perSecond("mail").orElseThrow()).isCloseTo(3, within(0.1));
        assertThat(there.perSecond("mail").orElseThrow()).isCloseTo(3, within(0.1));
        assertThat(here.lastAsked("mail")).contains(now);
    }

    @Test
    void whatStartsElsewhereIsCountedOnceItIsTold() {
        var there = new Paces(waited::contains, () -> now);
        var atThere = new Pacemaker(there, kept, new UUID(0, 2));
        there.asked("mail");
        start(there, 7);
        atThere.runOnce();
        atHere.runOnce();
        double before = here.startedSoFar("mail");
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            start(here, 2);
            start(there, 3);
            atThere.runOnce();
            atHere.runOnce();
            atHere.runOnce();
        }

        assertThat(here.startedSoFar("mail") - before).isCloseTo(50, within(0.01));
    }

    @Test
    void whatWasRemovedIsForgotten() {
        start(here, 5);
        here.asked("mail");
        here.forget("mail");

        assertThat(here.perSecond("mail")).isEmpty();
        assertThat(here.lastAsked("mail")).isEmpty();
    }

    @Test
    void onlyWhatHasChangedIsTold() {
        waited.clear();
        start(here, 1);
        atHere.runOnce();
        kept.told.clear();
        pass(Duration.ofSeconds(1));
        atHere.runOnce();

        assertThat(kept.told).isEmpty();
    }

    @Test
    void aPaceIsSaidInTheUnitThatSuits() {
        assertThat(Pace.words(12.34)).isEqualTo("12 a second");
        assertThat(Pace.words(1.26)).isEqualTo("1.3 a second");
        assertThat(Pace.words(0.05)).isEqualTo("3 a minute");
        assertThat(Pace.words(0.0005)).isEqualTo("1.8 an hour");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** So many tasks a second. */
    private void steady(Duration time, int tasks) {
        for (int second = 0; second < time.toSeconds(); second++) {
            here.asked("mail");
            start(here, tasks);
            pass(Duration.ofSeconds(1));
            atHere.runOnce();
        }
    }

    private static void start(Paces paces, int tasks) {
        IntStream.range(0, tasks).forEach(_ -> paces.started("mail"));
    }

    private static final class Kept implements SharedPaces {
        private final Map<UUID, List<Told>> told = new HashMap<>();

        @Override
        public void tell(UUID scheduler, List<Told> news) {
            told.put(scheduler, news);
        }

        @Override
        public Map<UUID, List<Told>> others(UUID scheduler) {
            var others = new HashMap<>(told);
            others.remove(scheduler);
            return others;
        }

        @Override
        public void forget() {
            told.clear();
        }
    }
}
