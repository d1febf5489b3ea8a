package io.ordo.scheduler.foreseeing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.foreseeing.Lineup.Row;
import io.ordo.scheduler.pacing.Pacemaker;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.pacing.SharedPaces.Told;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which deadlines are known not to be met by the work before them, of tasks that are taken to last a second. */
class LookaheadTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration HOPELESS = Duration.ofMinutes(30);

    private Instant now = START;
    private final Seen seen = new Seen();
    private final Paces paces = new Paces(_ -> true, () -> now);
    private final Ranking ranking = Rankings.by("deadline", () -> now);
    private final Lookahead lookahead =
            new Lookahead(new Sights(seen, new Samples(seen, () -> 0, Runnable::run)), paces, ranking, () -> now);

    @Test
    void aDeadlineIsHopelessWhenTheWorkBeforeItLeavesNoTime() {
        queued(100);
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 10);
        lookahead.runOnce();

        assertThat(placeOfATaskDueIn(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(59));
        assertThat(placeOfATaskDueIn(Duration.ofSeconds(10))).isEqualTo(HOPELESS);
    }

    @Test
    void whatStartsAtOtherSchedulersCountsToo() {
        queued(100);
        elsewhere(0, 0);
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 2);
        elsewhere(8, 2);
        lookahead.runOnce();

        assertThat(placeOfATaskDueIn(Duration.ofSeconds(10))).isEqualTo(HOPELESS);
        assertThat(placeOfATaskDueIn(Duration.ofSeconds(22))).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void howFastIdleWorkersAreNobodyKnows() {
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 10);
        queued(100);
        lookahead.runOnce();

        assertThat(placeOfATaskDueIn(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(9));
    }

    /** Who works does not ask. */
    @Test
    void workersWithLongTasksAreNotFast() {
        queued(100);
        lookWithDeadlines();
        for (int round = 0; round < 10; round++) {
            pass(Duration.ofSeconds(2), 1);
            lookWithDeadlines();
            for (int look = 0; look < 4; look++) {
                now = now.plusSeconds(2);
                lookahead.runOnce();
            }
        }

        assertThat(placeOfATaskDueIn(Duration.ofMinutes(10))).isEqualTo(HOPELESS);
    }

    @Test
    void workersThatAreAwayAreNotSlow() {
        queued(100);
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 10);
        lookahead.runOnce();
        now = now.plusSeconds(360);
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 10);
        lookahead.runOnce();

        assertThat(placeOfATaskDueIn(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(59));
    }

    @Test
    void fromAFewStartsNothingFollows() {
        queued(100);
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 4);
        lookahead.runOnce();

        assertThat(placeOfATaskDueIn(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void whatWasSeenLongAgoSaysNothing() {
        queued(100);
        lookWithDeadlines();
        pass(Duration.ofSeconds(2), 10);
        lookahead.runOnce();
        pass(Duration.ofSeconds(31), 0);

        assertThat(placeOfATaskDueIn(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aQueueIsLookedAtForAMinuteAfterItsLastDeadline() {
        lookWithDeadlines();
        pass(Duration.ofSeconds(60), 0);
        lookahead.runOnce();
        assertThat(seen.looks).isEqualTo(2);

        pass(Duration.ofSeconds(1), 0);
        lookahead.runOnce();
        assertThat(seen.looks).isEqualTo(2);
    }

    @Test
    void aQueueWithoutDeadlinesIsNotLookedAt() {
        ranking.rank(new Newcomer(new UUID(0, 1), "mail", null, 3, now, now, null, null, 0, null));
        lookahead.runOnce();

        assertThat(seen.looks).isZero();
    }

    private void queued(int tasks) {
        for (int number = 0; number < tasks; number++) {
            seen.rows.add(new Row(micros(START) + number, number, null, 3, now.minusMillis(1)));
        }
    }

    private void lookWithDeadlines() {
        placeOfATaskDueIn(Duration.ofMinutes(1));
        lookahead.runOnce();
    }

    private void pass(Duration time, int started) {
        now = now.plus(time);
        paces.asked("mail");
        for (int i = 0; i < started; i++) {
            paces.started("mail");
        }
    }

    private void elsewhere(double started, double seconds) {
        var told = List.of(new Told("mail", new Pace(started, seconds), now, null));
        new Pacemaker(paces, new Others(told), new UUID(0, 1)).runOnce();
    }

    /** After its arrival, which is now. */
    private Duration placeOfATaskDueIn(Duration time) {
        var newcomer = new Newcomer(new UUID(0, 1), "mail", null, 3, now, now, null, now.plus(time), 0, null);
        return Duration.ofMillis((ranking.rank(newcomer).rank() - micros(now)) / 1_000);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }

    private static final class Seen extends Blind {
        private final List<Row> rows = new ArrayList<>();
        private int looks;

        @Override
        public <T> T atOneMoment(Supplier<T> look) {
            looks++;
            return look.get();
        }

        @Override
        public Lineup first(String queue) {
            return new Lineup(rows, 1, true);
        }
    }
}
