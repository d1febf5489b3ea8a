package io.ordo.scheduler.explaining;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.explaining.Ahead.Share;
import io.ordo.scheduler.explaining.Answer.Line;
import io.ordo.scheduler.explaining.Answer.Standing;
import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.foreseeing.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in a sentence or two why a task waits, and what it can hope for. */
final class Wording {
    /** A tenant with less than this share of those ahead is not worth mentioning. */
    private static final double WORTH_MENTIONING = 0.25;

    private final Subject subject;
    private final @Nullable Line line;

    private Wording(Subject subject, @Nullable Line line) {
        this.subject = subject;
        this.line = line;
    }

    /** What an answer comes to. */
    static String of(Subject subject, Reason reason, @Nullable Line line, List<String> outlook) {
        var words = new Wording(subject, line);
        var all = words.because(reason);
        var second = String.join("; ", outlook);
        return second.isEmpty() ? all : all + " " + Character.toUpperCase(second.charAt(0)) + second.substring(1) + ".";
    }

    /** What is to come for a queued task: when it starts, who can still pass it. */
    static List<String> outlook(Reason reason, Estimate estimate, @Nullable Standing rank, Instant now) {
        boolean isStill = reason instanceof Reason.QueuePaused || reason instanceof Reason.NoWorker;
        return Stream.of(isStill ? "" : start(estimate, now), horizon(rank, now))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static String start(Estimate estimate, Instant now) {
        if (estimate.low() != null && estimate.high() != null) {
            return "it will probably start " + Words.between(estimate.low(), estimate.high(), now);
        }
        return estimate.median() == null
                ? "nobody can say when it will start, because " + estimate.basedOn()
                : "it will probably start around " + Words.at(estimate.median(), now, false);
    }

    private static String horizon(@Nullable Standing rank, Instant now) {
        if (rank == null || rank.explanation() == null) {
            return "";
        }
        var horizon = rank.explanation().horizon();
        if (horizon == null) {
            return "by strict priority, more urgent tasks pass it whenever they come";
        }
        return horizon.isAfter(now)
                ? "nothing that arrives after " + Words.at(horizon, now, true) + " can pass it"
                : "nothing new can pass it any more";
    }

    private String because(Reason reason) {
        return switch (reason) {
            case Reason.WaitingInRank() -> inRank();
            case Reason.QueuePaused(Instant since, @Nullable String note) ->
                "Queue " + subject.queue() + " is paused since " + at(since) + (note == null ? "" : " (" + note + ")")
                        + "." + position();
            case Reason.RateLimited(Instant until, double perSecond) ->
                "Queue " + subject.queue() + " hands out no more than " + Pace.words(perSecond)
                        + "; the rate lets this task start no earlier than " + at(until) + "." + position();
            case Reason.ConcurrencyFull(int limit, List<Holder> holders) ->
                "Queue " + subject.queue() + " lets no more than " + Words.tasks(limit)
                        + " be under way at once, and so many are" + held(holders) + "." + position();
            case Reason.NoWorker(@Nullable Instant askedAt) -> nobody(askedAt) + "." + position();
            case Reason.ScheduledFor(Instant due) -> "Is due at " + at(due) + "; it is queued then.";
            case Reason.RetryAfterBackoff(Instant due, int failures) ->
                "Has failed " + (failures == 1 ? "once" : failures + " times") + " and is tried again at " + at(due)
                        + ".";
            case Reason.Parked() -> "Was put aside by hand, and waits until somebody asks for it.";
            case Reason.WaitingFor(var after) -> after(after);
            case Reason.Held held -> held(held);
            case Reason.Ended(var status, @Nullable String why, Instant ended) ->
                switch (status) {
                    case CANCELLED -> "Was cancelled at " + at(ended) + ".";
                    case FAILED -> "Failed at " + at(ended) + (why == null ? "" : ": " + why) + ".";
                    case PENDING, QUEUED, DISPATCHED, RUNNING, COMPLETED -> "Completed at " + at(ended) + ".";
                };
        };
    }

    private String inRank() {
        if (line == null) {
            return "Waits in rank in queue " + subject.queue() + ".";
        }
        var ahead = line.ahead();
        if (ahead.total() == 0) {
            return "Is next in queue " + subject.queue() + ".";
        }
        return "Waits in rank at " + place(line) + " of queue " + subject.queue() + ": " + Words.tasks(ahead.total())
                + (ahead.total() == 1 ? " goes" : " go") + " first" + whose(ahead) + ".";
    }

    private static String place(Line line) {
        return (line.isApproximate() ? "about position " : "position ") + line.position();
    }

    private static String whose(Ahead ahead) {
        if (ahead.total() == 1) {
            var only = ahead.byTenant().stream().findFirst().map(Share::tenant).orElse(null);
            return (only == null ? "" : ", of tenant " + only) + (ahead.older() == 1 ? ", and is older" : "");
        }
        var most = ahead.byTenant().stream()
                .filter(share -> share.tenant() != null)
                .findFirst()
                .filter(share -> share.tasks() >= ahead.total() * WORTH_MENTIONING)
                .orElse(null);
        var tenant = most == null
                ? ""
                : ", " + (most.tasks() >= ahead.total() ? "all" : most.tasks()) + " of tenant " + most.tenant();
        var older = ahead.older() == 0
                ? "none of them older"
                : (ahead.younger() == 0 ? "all" : String.valueOf(ahead.older())) + " of them older";
        return tenant + (tenant.isEmpty() ? ", " : " and ") + older;
    }

    private String position() {
        return line == null ? "" : " It stands at " + place(line) + ".";
    }

    private String held(List<Holder> holders) {
        return holders.isEmpty()
                ? ""
                : ", held by "
                        + holders.stream()
                                .map(holder -> name(holder) + " since " + at(holder.since()))
                                .collect(Collectors.joining(", "));
    }

    private String nobody(@Nullable Instant askedAt) {
        return askedAt == null
                ? "Nobody is known to have asked queue " + subject.queue() + " for tasks"
                : "Nobody has asked queue " + subject.queue() + " for tasks for "
                        + Words.time(Duration.between(askedAt, subject.now()));
    }

    private static String after(List<?> after) {
        if (after.isEmpty()) {
            return "What it waited for has just ended; it goes on in a moment.";
        }
        return after.size() == 1
                ? "Waits until task " + after.getFirst() + " has completed."
                : "Waits until others have completed, among them task " + Objects.requireNonNull(after.getFirst())
                        + ".";
    }

    private String held(Reason.Held held) {
        return (held.isRunning() ? "Is being executed by " : "Was handed to ") + name(held.holder()) + ", which "
                + (held.isRunning() ? "popped it at " : "has not said that it started; popped at ")
                + at(held.holder().since()) + ", leased until " + at(held.expires()) + ".";
    }

    private static String name(Holder holder) {
        return holder.name() == null ? "somebody without a name" : holder.name();
    }

    private String at(Instant time) {
        return Words.at(time, subject.now(), false);
    }
}
