package io.ordo.scheduler.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.pacing.SharedPaces.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacesTest {
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Kept kept = new Kept();
    private final Paces here = new Paces(() -> now);
    private final Pacemaker atHere = new Pacemaker(here, kept, new UUID(0, 1));

    @Test
    void nothingIsKnownOfAQueueInWhichNothingStarts() {
        atHere.runOnce();

        assertThat(here.perSecond("mail")).isEmpty();
        assertThat(here.lastAsked("mail")).isEmpty();
    }

    @Test
    void aSteadyPaceIsKnownFromTheBeginning() {
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
        atHere.runOnce();
        pass(Duration.ofMinutes(10));
        start(here, 600);
        atHere.runOnce();
        double atOnce = here.perSecond("mail").orElseThrow();
        pass(Duration.ofMinutes(3));
        double later = here.perSecond("mail").orElseThrow();
        pass(Duration.ofHours(1));

        assertThat(later).isLessThan(atOnce * 0.6);
        assertThat(here.perSecond("mail")).isEmpty();
    }

    @Test
    void schedulersAddUpWhatTheyTellEachOther() {
        var there = new Paces(() -> now);
        var atThere = new Pacemaker(there, kept, new UUID(0, 2));
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
        var there = new Paces(() -> now);
        var atThere = new Pacemaker(there, kept, new UUID(0, 2));
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
