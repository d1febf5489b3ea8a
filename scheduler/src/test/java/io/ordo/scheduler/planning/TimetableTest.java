package io.ordo.scheduler.planning;

import static io.ordo.scheduler.ledger.Occurrence.Outcome.SKIPPED;
import static io.ordo.scheduler.planning.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ordo.scheduler.cron.CronUtilsCrons;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.job.Timing;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import io.ordo.scheduler.scheduling.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static final Origin NATIVE = Origin.of(Origin.NATIVE);
    private static final UUID ID = new UUID(7, 7);
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Instant EARLIER = NOON.minus(Duration.ofMinutes(12));

    private final Timetable timetable = new Timetable(new CronUtilsCrons(), InstantSource.fixed(NOON), () -> ID);

    @ParameterizedTest
    @CsvSource({
        "5m, 2030-06-01T12:05:00Z",
        "0 15 * * *, 2030-06-01T13:00:00Z",
        "@daily, 2030-06-01T22:00:00Z",
        "2030-06-01T15:00, 2030-06-01T13:00:00Z",
        "2030-06-01T12:00:01Z, 2030-06-01T12:00:01Z"
    })
    void aNewJobIsDueAtItsFirstTimeFromNow(String schedule, Instant due) {
        var draft = aJob().scheduled(schedule).draft();
        assertThat(timetable.enter(draft, NATIVE))
                .isEqualTo(new Job(ID, NATIVE, draft, new Timing(NOON, null, due), null, NOON, NOON));
    }

    @Test
    void aCompletedJobIsNotDueAndAPausedOneKnowsWhenItWouldBe() {
        var completed = timetable.enter(aJob().in(JobStatus.COMPLETED).draft(), NATIVE);
        assertThat(completed.timing().next()).isNull();
        var paused = timetable.enter(aJob().in(JobStatus.PAUSED).draft(), NATIVE);
        assertThat(paused.timing().next()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aManualJobIsActiveAndNeverDue() {
        var manual = timetable.enter(aJob().scheduled("manual").draft(), NATIVE);
        assertThat(manual.timing().next()).isNull();
        assertThat(timetable.nextDue(manual, NOON)).isEmpty();
        assertThat(timetable.amend(manual, aJob().draft()).job().timing().next())
                .isEqualTo(NOON.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aPausedJobMayStandInThePast() {
        var draft =
                aJob().scheduled("2030-06-01T11:00:00Z").in(JobStatus.PAUSED).draft();
        assertThat(timetable.enter(draft, NATIVE).timing().next()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aScheduleThatIsNotUnderstoodIsRefusedInEveryStatus(JobStatus status) {
        assertRefused(() -> timetable.enter(aJob().scheduled("jar").in(status).draft(), NATIVE), Rule.FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-06-01T11:59:59.9Z", "2030-06-01T11:59:59Z", "2030-06-01T13:59"})
    void aDateThatIsNotInTheFutureIsRefused(String schedule) {
        assertThatThrownBy(() -> timetable.enter(aJob().scheduled(schedule).draft(), NATIVE))
                .isInstanceOfSatisfying(
                        ScheduleRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.PAST))
                .hasMessageMatching("The date 2030-06-01T1[12]:[\\d:.]+Z is in the past; give one in the future\\.");
    }

    @Test
    void aDelayAfterTheEndBeginsWithTheJob() {
        assertThat(timetable
                        .enter(aJob().scheduled("after 50s").draft(), NATIVE)
                        .timing()
                        .next())
                .isEqualTo(NOON.plusSeconds(50));
    }

    @Test
    void whatIsChangedToNowIsDueWhenItIsChanged() {
        var job = aJob().timed(EARLIER, null, NOON);
        assertThat(timetable
                        .amend(job, aJob().scheduled("now").draft())
                        .job()
                        .timing()
                        .next())
                .isEqualTo(NOON);
    }

    @Test
    void whatIsDueNowIsDueWhenItIsEntered() {
        assertThat(timetable
                        .enter(aJob().scheduled("now").draft(), NATIVE)
                        .timing()
                        .next())
                .isEqualTo(NOON);
    }

    @Test
    void onlyWhatCountsFromNowBeginsAgainWhenItIsWrittenAnew() {
        for (var delay : new String[] {"in 10m", "after 10m"}) {
            var job = aJob().scheduled(delay).timed(EARLIER, null, NOON.plusSeconds(1));
            assertThat(timetable
                            .rewrite(job, aJob().scheduled(delay).draft())
                            .job()
                            .timing()
                            .next())
                    .isEqualTo(NOON.plusSeconds(600));
        }
        var job = aJob().scheduled("10m").timed(EARLIER, null, NOON.plusSeconds(1));
        assertThat(timetable.rewrite(job, aJob().scheduled("10m").draft()).job().timing())
                .isEqualTo(job.timing());
    }

    @Test
    void aDayThatNeverComesIsRefused() {
        assertRefused(() -> timetable.enter(aJob().scheduled("0 0 30 2 *").draft(), NATIVE), Rule.NEVER);
    }

    @Test
    void aChangeOfOtherThingsLeavesTheDueTime() {
        var due = NOON.minusSeconds(1);
        var job = aJob().timed(EARLIER, EARLIER, due);
        assertThat(timetable.amend(job, aJob().ofPriority(1).draft()).job().timing())
                .isEqualTo(new Timing(EARLIER, EARLIER, due));
    }

    @Test
    void aNewScheduleBeginsNow() {
        var job = aJob().timed(EARLIER, null, NOON);
        assertThat(timetable.amend(job, aJob().scheduled("10m").draft()).job().timing())
                .isEqualTo(new Timing(NOON, null, NOON.plus(Duration.ofMinutes(10))));
    }

    @Test
    void anIntervalThatIsMadeActiveAgainGoesOnCountingFromWhereItBegan() {
        var job = aJob().in(JobStatus.PAUSED).timed(EARLIER, null, null);
        assertThat(timetable.amend(job, aJob().draft()).job().timing())
                .isEqualTo(new Timing(EARLIER, null, EARLIER.plus(Duration.ofMinutes(15))));
    }

    @Test
    void aJobThatIsPausedKeepsTheTimeNobodyHasDecided() {
        var job = aJob().timed(EARLIER, EARLIER, NOON);
        var paused = timetable.amend(job, aJob().in(JobStatus.PAUSED).draft());
        assertThat(paused.job().timing()).isEqualTo(new Timing(EARLIER, EARLIER, NOON));
        assertThat(paused.skipped()).isEmpty();
    }

    @Test
    void whatWasPlannedDuringAPauseIsSkipped() {
        var first = EARLIER.plus(Duration.ofMinutes(5));
        var job = aJob().in(JobStatus.PAUSED).timed(EARLIER, null, first);
        var resumed = timetable.amend(job, aJob().draft());
        assertThat(resumed.job().timing().next()).isEqualTo(NOON.plus(Duration.ofMinutes(3)));
        assertThat(resumed.skipped())
                .containsExactly(new Occurrence(
                        job.id(), first, first.plus(Duration.ofMinutes(5)), 2, SKIPPED, Reason.PAUSED, null));
    }

    @Test
    void whatNobodyHadPlannedWhenTheScheduleChangesIsSkipped() {
        var first = EARLIER.plus(Duration.ofMinutes(5));
        var job = aJob().timed(EARLIER, null, first);
        var changed = timetable.amend(job, aJob().scheduled("1h").draft());
        assertThat(changed.skipped())
                .extracting(Occurrence::count, Occurrence::reason)
                .containsExactly(tuple(2, Reason.CHANGED));
    }

    @Test
    void aJobIsDueOnlyBetweenItsStartAndItsEnd() {
        var start = NOON.plus(Duration.ofHours(1));
        var end = start.plus(Duration.ofMinutes(5));
        var job = timetable.enter(aJob().between(start, end).draft(), NATIVE);
        assertThat(job.timing().next()).isEqualTo(start);
        assertThat(timetable.nextDue(job, start)).contains(end);
        assertThat(timetable.nextDue(job, end)).isEmpty();
    }

    @Test
    void aJobWithNothingLeftToPlanIsRefused() {
        assertRefused(() -> timetable.enter(aJob().between(null, NOON).draft(), NATIVE), Rule.NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5m", "manual", "@daily", "2030-06-02T12:00:00Z"})
    void aJobWhoseEndIsOverIsRefusedHoweverItIsScheduled(String schedule) {
        var ended = aJob().scheduled(schedule).between(null, EARLIER);
        assertRefused(() -> timetable.enter(ended.draft(), NATIVE), Rule.ENDED);
        var paused = ended.in(JobStatus.PAUSED).timed(EARLIER, null, null);
        assertRefused(() -> timetable.amend(paused, ended.in(JobStatus.ACTIVE).draft()), Rule.ENDED);
        assertThat(timetable
                        .enter(ended.in(JobStatus.PAUSED).draft(), NATIVE)
                        .timing()
                        .next())
                .isNull();
    }

    @Test
    void aSpreadJobIsAlwaysAsLateBehindItsPlannedTimes() {
        var spread = Duration.ofMinutes(4);
        var job = timetable.enter(aJob().scheduled("0 * * * *").spread(spread).draft(), NATIVE);
        var hour = NOON.plus(Duration.ofHours(1));
        var late = Duration.between(hour, job.timing().next());
        assertThat(late).isPositive().isLessThan(spread);
        assertThat(timetable.nextDue(job, hour)).contains(hour.plus(late));
        assertThat(timetable.nextDue(job, hour.plus(late)))
                .contains(hour.plus(Duration.ofHours(1)).plus(late));
    }

    @Test
    void aDateThatIsOverCannotBeMadeActiveAgain() {
        var done = aJob().scheduled("2030-06-01T11:00:00Z").in(JobStatus.COMPLETED);
        var job = done.timed(EARLIER, EARLIER, null);
        assertRefused(() -> timetable.amend(job, done.in(JobStatus.ACTIVE).draft()), Rule.PAST);
    }

    @Test
    void aChangeKeepsWhatTheJobIs() {
        var job = aJob().timed(EARLIER, null, NOON);
        var changed = timetable.amend(job, aJob().ofPriority(1).draft()).job();
        assertThat(changed.id()).isEqualTo(job.id());
        assertThat(changed.origin()).isEqualTo(job.origin());
        assertThat(changed.createdAt()).isEqualTo(EARLIER);
        assertThat(changed.updatedAt()).isEqualTo(NOON);
    }

    @Test
    void aJobThatWasMissedForLongIsDueNextAfterNow() {
        var job = aJob().timed(EARLIER, null, EARLIER.plus(Duration.ofMinutes(5)));
        assertThat(timetable.nextDue(job, NOON)).contains(EARLIER.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aDateIsNeverDueAgain() {
        var job = aJob().scheduled("2030-06-01T12:00:00Z").timed(EARLIER, null, NOON);
        assertThat(timetable.nextDue(job, NOON)).isEmpty();
    }

    private static void assertRefused(ThrowingCallable call, Rule rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ScheduleRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }
}
