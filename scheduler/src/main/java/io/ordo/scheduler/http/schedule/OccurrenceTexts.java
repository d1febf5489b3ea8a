package io.ordo.scheduler.http.schedule;

import io.ordo.api.schedule.FindingView;
import io.ordo.api.schedule.OccurrenceView;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Reason;
import io.ordo.scheduler.scheduling.Inquiry.Absence;
import io.ordo.scheduler.scheduling.Inquiry.Finding;
import io.ordo.scheduler.work.Words;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger in words. */
final class OccurrenceTexts {
    private OccurrenceTexts() {}

    static OccurrenceView view(Occurrence noted) {
        var reason = noted.reason();
        return new OccurrenceView(
                noted.job(),
                noted.plannedAt(),
                noted.until(),
                noted.count(),
                Words.of(noted.outcome()),
                reason == null ? null : Words.of(reason),
                words(noted),
                noted.task());
    }

    static FindingView view(Job job, Finding found) {
        var noted = found.noted();
        return new FindingView(
                job.id(),
                found.at(),
                LocalDateTime.ofInstant(found.at(), job.draft().schedule().zone())
                        .toString(),
                job.draft().schedule().zone().getId(),
                Words.of(found.verdict()),
                words(job, found),
                noted == null ? null : view(noted),
                found.next(),
                found.previous());
    }

    private static String words(Job job, Finding found) {
        var noted = found.noted();
        var pause = job.pause();
        return switch (found.verdict()) {
            case RAN, COALESCED, SKIPPED -> noted == null ? "" : words(noted);
            case PAUSED -> pause == null ? "The job is paused." : paused(pause);
            case DUE -> "It is due, and gets its task as soon as a scheduler gets to it.";
            case TO_COME -> "It is planned.";
            case NOT_PLANNED -> absence(job, found.absence()) + nearest(found);
            case BEFORE_JOB -> "The job was made later, at " + job.createdAt() + ".";
            case NOT_NOTED ->
                "The schedule plans it now, and nothing is noted of it: the job was last changed at " + job.updatedAt()
                        + ", or the note is older than the ledger is kept.";
        };
    }

    private static String absence(Job job, @Nullable Absence absence) {
        var schedule = job.draft().schedule();
        var policies = job.draft().policies();
        var nothing = "The schedule '" + schedule.text() + "' plans nothing then";
        return switch (absence) {
            case GAP ->
                nothing + ": the clocks of " + schedule.zone() + " are put forward over a time of it, and the job skips"
                        + " such times (dst.gap)";
            case OVERLAP ->
                nothing + ": the clocks of " + schedule.zone() + " are put back and show a time of it again, and the"
                        + " job runs the first time (dst.overlap)";
            case NOT_BEGUN -> "Nothing is planned before the job's start_at, " + policies.startAt();
            case ENDED -> "Nothing is planned after the job's end_at, " + policies.endAt();
            case ANOTHER_TIME -> nothing;
            case null -> nothing;
        };
    }

    private static String nearest(Finding found) {
        var previous = found.previous();
        var next = found.next();
        if (next == null) {
            return previous == null ? ", nor later." : "; the last time before is " + previous + ", and none follows.";
        }
        return previous == null
                ? "; next is " + next + "."
                : "; the last time before is " + previous + ", next is " + next + ".";
    }

    private static String paused(Job.Pause pause) {
        var note = pause.note();
        return "The job is paused since " + pause.at() + " by " + pause.by() + (note == null ? "" : ": " + note)
                + (note != null && note.endsWith(".") ? "" : ".");
    }

    private static String words(Occurrence noted) {
        return switch (noted.outcome()) {
            case RAN -> "It got task " + noted.task() + ".";
            case COALESCED -> "It went to task " + noted.task() + ", which another planned time got.";
            case SKIPPED -> skipped(noted.reason(), noted.task());
        };
    }

    private static String skipped(@Nullable Reason reason, @Nullable UUID task) {
        return switch (reason) {
            case MISSED -> "Nobody planned then, and the job does not catch up with what was missed.";
            case TOO_OLD -> "Nobody planned then, and it was older than the job's catch_up.max_age when somebody did.";
            case TOO_MANY -> "Nobody planned then, and more were missed than the job's catch_up.max_count.";
            case OVERLAP -> "Task " + task + " lived, and the job's overlap allows one at a time.";
            case PAUSED -> "The job was paused.";
            case CHANGED -> "The job was given another schedule before anybody planned it.";
            case null -> "";
        };
    }
}
