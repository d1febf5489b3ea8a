package io.ordo.scheduler.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.Explanation;
import io.ordo.scheduler.explaining.Ahead.Share;
import io.ordo.scheduler.explaining.Answer.Line;
import io.ordo.scheduler.explaining.Answer.Standing;
import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.explaining.Subject.Details;
import io.ordo.scheduler.foreseeing.Estimate;
import io.ordo.scheduler.task.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person would answer. */
class WordingTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final UUID TASK = new UUID(0, 7);
    private static final Ahead NOBODY = Ahead.of(List.of(), 0, NOON, 0);
    private static final Reason IN_RANK = new Reason.WaitingInRank();

    @Test
    void itSaysWhoGoesFirstWhenItStartsAndWhoCanPass() {
        var estimate = new Estimate(at(250), at(400), at(542), "the pace", null);
        var outlook = Wording.outlook(IN_RANK, estimate, standing(at(651)), NOON);

        assertThat(words(IN_RANK, line(213, new Share("a", 180), new Share("b", 32)), outlook))
                .isEqualTo("Waits in rank at position 213 of queue default: 212 tasks go first, 180 of tenant a and 32"
                        + " of them older. It will probably start between 12:04:10 and 12:09:02 UTC (in about 4 min to"
                        + " 9 min); nothing that arrives after 12:10:51 UTC (in about 11 min) can pass it.");
    }

    @Test
    void itSaysWhatItDoesNotKnow() {
        var outlook = Wording.outlook(IN_RANK, Estimate.unknown("nothing starts"), null, NOON);

        assertThat(words(IN_RANK, line(2, new Share(null, 1)), outlook))
                .isEqualTo("Waits in rank at position 2 of queue default: 1 task goes first, an older one. Nobody can"
                        + " say when it will start, because nothing starts.");
    }

    @Test
    void whoCannotStartIsNotToldWhen() {
        var paused = new Reason.QueuePaused(at(-120), "new disks");
        var outlook = Wording.outlook(paused, Estimate.unknown("its queue is paused"), standing(null), NOON);

        assertThat(words(paused, line(2, new Share("a", 1)), outlook))
                .isEqualTo("Queue default has been paused since 11:58:00 UTC (2 min ago): new disks. It stands at"
                        + " position 2. By strict priority, more urgent tasks pass it whenever they come.");
    }

    @Test
    void whoIsNextIsToldSo() {
        var first = new Line(1, false, NOBODY);

        assertThat(words(IN_RANK, first, List.of())).isEqualTo("Is next in queue default.");
        assertThat(words(IN_RANK, line(2, new Share("a", 1)), List.of()))
                .isEqualTo(
                        "Waits in rank at position 2 of queue default: 1 task goes first, an older one of tenant a.");
        assertThat(words(IN_RANK, new Line(1, true, NOBODY), List.of()))
                .isEqualTo("Is probably next in queue default.");
    }

    @Test
    void anEstimateWithoutExperienceIsAnInstantAndAnApproximatePositionSaysSo() {
        var estimate = new Estimate(null, at(7_200), null, "the pace", null);
        var line = new Line(20_001, true, new Ahead(20_000, List.of(), 20_000, new TreeMap<>(), 0, 20_000));

        assertThat(words(IN_RANK, line, Wording.outlook(IN_RANK, estimate, standing(at(-1)), NOON)))
                .isEqualTo("Waits in rank at about position 20001 of queue default: about 20000 tasks go first, none of"
                        + " them older. It will probably start around 14:00 UTC (in about 2 h); nothing new can pass it"
                        + " any more.");
    }

    @Test
    void ofThoseNobodyLookedAtNothingIsSaid() {
        var unseen = new Line(2, true, new Ahead(1, List.of(), 0, new TreeMap<>(), 0, 0));
        var manyUnseen = new Line(301, true, new Ahead(300, List.of(), 0, new TreeMap<>(), 0, 0));

        assertThat(words(IN_RANK, unseen, List.of()))
                .isEqualTo("Waits in rank at about position 2 of queue default: about 1 task goes first.");
        assertThat(words(IN_RANK, manyUnseen, List.of()))
                .isEqualTo("Waits in rank at about position 301 of queue default: about 300 tasks go first.");
    }

    @Test
    void aYoungerTaskThatGoesFirstIsToldToBeOne() {
        var passed = new Line(2, false, new Ahead(1, List.of(new Share("a", 1)), 0, new TreeMap<>(), 0, 1));

        assertThat(words(IN_RANK, passed, List.of()))
                .isEqualTo(
                        "Waits in rank at position 2 of queue default: 1 task goes first, a younger one of tenant a.");
    }

    @Test
    void nothingNewPassesTheMostUrgentByStrictPriority() {
        var urgent = new Standing(1, NOON, null, new Explanation(1, List.of(), null));

        assertThat(Wording.outlook(IN_RANK, Estimate.unknown("nothing starts"), urgent, NOON))
                .contains("by strict priority, nothing new can pass it");
    }

    @Test
    void whoseDeadlineHasPassedIsNotToldThatItStarts() {
        var outlook = Wording.outlook(IN_RANK, Estimate.unknown("its deadline has passed"), standing(at(5)), NOON);

        assertThat(words(IN_RANK, new Line(1, false, NOBODY), outlook, NOON))
                .isEqualTo("Is next in queue default. Its deadline has passed, so that it fails in a moment.");
        assertThat(words(new Reason.ScheduledFor(at(60)), null, List.of(), NOON))
                .isEqualTo("Is due at 12:01:00 UTC (in about 60 s); it is queued then. Its deadline has passed, so"
                        + " that it fails in a moment.");
    }

    @Test
    void anEstimateIsNoEarlierThanTheRatePermits() {
        var estimate = new Estimate(at(5), at(15), at(25), "the pace", null).from(at(20));

        assertThat(estimate).isEqualTo(new Estimate(at(20), at(20), at(25), "the pace", null));
    }

    @Test
    void limitsAreToldWithWhoHoldsWhat() {
        var holders = List.of(new Holder(TASK, "w1", at(-30)), new Holder(TASK, null, at(-20)));

        assertThat(words(new Reason.ConcurrencyFull(2, holders), null, List.of()))
                .isEqualTo("No more than 2 tasks of queue default may be under way at once, and so many are, held by w1"
                        + " since 11:59:30 UTC (30 s ago) and somebody without a name since 11:59:40 UTC (20 s ago).");
        assertThat(words(new Reason.ConcurrencyFull(1, holders.subList(0, 1)), null, List.of()))
                .isEqualTo("No more than 1 task of queue default may be under way at once, and one is, held by w1 since"
                        + " 11:59:30 UTC (30 s ago).");
        assertThat(words(new Reason.ConcurrencyFull(9, holders), null, List.of()))
                .contains("and so many are, held among others by w1 since");
        assertThat(words(new Reason.RateLimited(at(12), 0.5), null, List.of()))
                .isEqualTo("Queue default hands out tasks at no more than 0.5 a second, which lets this task start no"
                        + " earlier than 12:00:12 UTC (in about 12 s).");
    }

    @Test
    void aQueueThatNobodyAsksIsToldSo() {
        assertThat(words(new Reason.NoWorker(at(-95)), null, List.of()))
                .isEqualTo("Nobody has asked queue default for tasks for 95 s.");
        assertThat(words(new Reason.NoWorker(null), null, List.of()))
                .isEqualTo("Nobody is known to have asked queue default for tasks.");
    }

    @Test
    void pendingTasksAreToldWhatTheyWaitFor() {
        assertThat(words(new Reason.ScheduledFor(NOON.plus(Duration.ofDays(1))), null, List.of()))
                .isEqualTo("Is due at 2030-01-02 12:00 UTC (in about 24 h); it is queued then.");
        assertThat(words(new Reason.RetryAfterBackoff(at(60), 2), null, List.of()))
                .isEqualTo("Has failed 2 times and is queued again at 12:01:00 UTC (in about 60 s).");
        assertThat(words(new Reason.ScheduledFor(NOON), null, List.of()))
                .isEqualTo("Was due at 12:00:00 UTC (now), and is queued in a moment.");
        assertThat(words(new Reason.RetryAfterBackoff(at(-1), 1), null, List.of()))
                .isEqualTo("Has failed once and is queued again in a moment.");
        assertThat(words(new Reason.Parked(), null, List.of()))
                .isEqualTo("Was put aside by hand, and waits until somebody asks for it.");
        assertThat(words(new Reason.WaitingFor(List.of(TASK)), null, List.of()))
                .isEqualTo("Waits until task " + TASK + " has completed.");
        assertThat(words(new Reason.WaitingFor(List.of(TASK, new UUID(0, 8))), null, List.of()))
                .isEqualTo("Waits until others have completed, among them task " + TASK + ".");
        assertThat(words(new Reason.WaitingFor(List.of()), null, List.of()))
                .isEqualTo("What it waited for has just ended; it goes on in a moment.");
    }

    @Test
    void heldAndEndedTasksAreToldSo() {
        var holder = new Holder(TASK, "w1", at(-10));

        assertThat(words(new Reason.Held(holder, at(50), true), null, List.of()))
                .isEqualTo("Is being executed by w1, which popped it at 11:59:50 UTC (10 s ago), leased until"
                        + " 12:00:50 UTC (in about 50 s).");
        assertThat(words(new Reason.Held(holder, at(50), false), null, List.of()))
                .isEqualTo("Was handed to w1, which has not said that it started; popped at 11:59:50 UTC (10 s ago),"
                        + " leased until 12:00:50 UTC (in about 50 s).");
        assertThat(words(new Reason.Held(new Holder(TASK, null, at(-10)), NOON, true), null, List.of()))
                .isEqualTo("Is being executed by somebody without a name, who popped it at 11:59:50 UTC (10 s ago), and"
                        + " let its lease end at 12:00:00 UTC (now): it is taken back in a moment.");
        assertThat(words(new Reason.Ended(Status.FAILED, "timeout", NOON), null, List.of()))
                .isEqualTo("Failed at 12:00:00 UTC (now): timeout.");
        assertThat(words(new Reason.Ended(Status.FAILED, "after_failed", at(-120)), null, List.of()))
                .isEqualTo("Failed at 11:58:00 UTC (2 min ago): a task it waited for failed or was cancelled"
                        + " (after_failed).");
        assertThat(words(new Reason.Ended(Status.CANCELLED, null, NOON), null, List.of()))
                .isEqualTo("Was cancelled at 12:00:00 UTC (now).");
        assertThat(words(new Reason.Ended(Status.COMPLETED, null, NOON), null, List.of()))
                .isEqualTo("Completed at 12:00:00 UTC (now).");
    }

    @Test
    void timesAreSaidInTheUnitThatSuits() {
        assertThat(Words.time(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Words.time(Duration.ofMinutes(2))).isEqualTo("2 min");
        assertThat(Words.time(Duration.ofMinutes(42))).isEqualTo("42 min");
        assertThat(Words.time(Duration.ofHours(30))).isEqualTo("30 h");
        assertThat(Words.time(Duration.ofHours(71))).isEqualTo("3 days");
    }

    private static String words(Reason reason, @Nullable Line line, List<String> outlook) {
        return words(reason, line, outlook, null);
    }

    private static String words(Reason reason, @Nullable Line line, List<String> outlook, @Nullable Instant deadline) {
        var subject = new Subject(
                TASK, "default", "c", Status.QUEUED, 4, NOON, null, null, 0, deadline, null, null, Details.NONE, NOON);
        return Wording.of(subject, reason, line, outlook);
    }

    private static Line line(int position, Share... shares) {
        int older = shares[shares.length - 1].tasks();
        int total = position - 1;
        return new Line(position, false, new Ahead(total, List.of(shares), 0, new TreeMap<>(), older, total - older));
    }

    private static Standing standing(@Nullable Instant horizon) {
        return new Standing(3, NOON, null, new Explanation(3, List.of(), horizon));
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }
}
