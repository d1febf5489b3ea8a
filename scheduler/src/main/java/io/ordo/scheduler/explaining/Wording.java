package io.ordo.scheduler.explaining;

import io.ordo.ranker.ahead.Pace;
import io.ordo.scheduler.explaining.Ahead.Share;
import io.ordo.scheduler.explaining.Answer.Line;
import io.ordo.scheduler.explaining.Answer.Standing;
import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.explaining.Subject.Gate;
import io.ordo.scheduler.foreseeing.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in a sentence or two why a task waits, and what it can hope for. */
final class Wording {
    /** A tenant with less than this share of those ahead is not worth mentioning. */
    private static final double WORTH_MENTIONING = 0.25;

    /** The rank of the most urgent tasks by strict priority. */
    private static final long MOST_URGENT = 1;

    private static final String TOO_LATE = "its deadline has passed, so that it fails in a moment";

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
        var second = subject.isTooLate() ? TOO_LATE : String.join("; ", outlook);
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
            return rank.rank() <= MOST_URGENT
                    ? "by strict priority, nothing new can pass it"
                    : "by strict priority, more urgent tasks pass it whenever they come";
        }
        return horizon.isAfter(now)
                ? "nothing that arrives after " + Words.at(horizon, now, true) + " can pass it"
                : "nothing new can pass it any more";
    }

    private String because(Reason reason) {
        return switch (reason) {
            case Reason.WaitingInRank() -> inRank();
            case Reason.BehindGate(var gate) -> behind(gate);
            case Reason.QueuePaused(Instant since, @Nullable String note) ->
                "Queue " + subject.queue() + " has been paused since " + at(since) + (note == null ? "" : ": " + note)
                        + "." + position();
            case Reason.RateLimited(Instant until, double perSecond) ->
                "Queue " + subject.queue() + " hands out tasks at no more than " + Pace.words(perSecond)
                        + ", which lets this task start no earlier than " + at(until) + "." + position();
            case Reason.ConcurrencyFull(int limit, List<Holder> holders) ->
                "No more than " + Words.tasks(limit) + " of queue " + subject.queue()
                        + " may be under way at once, and " + (limit == 1 ? "one is" : "so many are")
                        + held(limit, holders) + "." + position();
            case Reason.NoWorker(@Nullable Instant askedAt) -> nobody(askedAt) + "." + position();
            case Reason.ScheduledFor(Instant due) ->
                isPast(due)
                        ? "Was due at " + at(due) + ", and is queued in a moment."
                        : "Is due at " + at(due) + "; it is queued then.";
            case Reason.RetryAfterBackoff(Instant due, int failures) ->
                "Has failed " + (failures == 1 ? "once" : failures + " times") + " and is queued again "
                        + (isPast(due) ? "in a moment" : "at " + at(due)) + ".";
            case Reason.Parked() -> "Was put aside by hand, and waits until somebody asks for it.";
            case Reason.WaitingFor(var after) -> after(after);
            case Reason.Held held -> held(held);
            case Reason.Ended(var status, @Nullable String why, Instant ended) ->
                switch (status) {
                    case CANCELLED -> "Was cancelled at " + at(ended) + ".";
                    case FAILED -> "Failed at " + at(ended) + (why == null ? "" : ": " + how(why)) + ".";
                    case PENDING, QUEUED, DISPATCHED, RUNNING, COMPLETED -> "Completed at " + at(ended) + ".";
                };
        };
    }

    /** What the scheduler's own words for how tasks fail mean; those of workers are theirs. */
    private static String how(String why) {
        var meaning = switch (why) {
            case "deadline_passed" -> "it had not started when its deadline passed";
            case "after_failed" -> "a task it waited for failed or was cancelled";
            case "poisoned" -> "those who executed it fell silent too often";
            case "lease_lost" -> "who executed it fell silent";
            case "failed" -> "who executed it gave no reason";
            default -> "";
        };
        return meaning.isEmpty() ? why : meaning + " (" + why + ")";
    }

    private String behind(Gate gate) {
        var shut = gate.shut();
        return shut == null
                ? atLimit(gate)
                : "Its target " + gate.name() + " has been away since " + at(shut.since()) + " (" + shut.reason()
                        + "), and is tried again "
                        + (isPast(shut.tryAt()) ? "in a moment" : "at " + at(shut.tryAt()))
                        + ". It keeps its rank.";
    }

    private static String atLimit(Gate gate) {
        return switch (gate.before()) {
            case PLACE -> "Waits until there is room among those on their way to " + gate.name() + ".";
            case KEY ->
                "No more than " + Words.tasks(gate.most() == null ? 1 : gate.most()) + " of the concurrency key "
                        + gate.name() + " may be under way at once. It keeps its rank.";
            case CONNECTION ->
                "As many tasks are under way by the connection " + gate.name()
                        + " as may be at once, or its rate is used up. It keeps its rank.";
        };
    }

    private String inRank() {
        if (line == null) {
            return "Waits in rank in queue " + subject.queue() + ".";
        }
        var ahead = line.ahead();
        String about = line.isApproximate() ? "about " : "";
        if (ahead.total() == 0) {
            return "Is " + (line.isApproximate() ? "probably " : "") + "next in queue " + subject.queue() + ".";
        }
        return "Waits in rank at " + place(line) + " of queue " + subject.queue() + ": " + about
                + Words.tasks(ahead.total())
                + (ahead.total() == 1 ? " goes first" + which(ahead) : " go first" + whose(ahead))
                + ".";
    }

    private static String place(Line line) {
        return (line.isApproximate() ? "about position " : "position ") + line.position();
    }

    /** Nothing where nobody looked at it. */
    private static String which(Ahead only) {
        if (only.older() + only.younger() == 0) {
            return "";
        }
        var tenant = only.byTenant().stream()
                .map(Share::tenant)
                .filter(Objects::nonNull)
                .findFirst();
        return (only.older() > 0 ? ", an older one" : ", a younger one")
                + tenant.map(name -> " of tenant " + name).orElse("");
    }

    /** Nothing where nobody looked at them. */
    private static String whose(Ahead ahead) {
        if (ahead.older() + ahead.younger() == 0) {
            return "";
        }
        var most = ahead.byTenant().stream()
                .filter(share -> share.tenant() != null && share.tasks() >= ahead.total() * WORTH_MENTIONING)
                .findFirst();
        var tenant = most.map(share -> ", " + (share.tasks() >= ahead.total() ? "all" : share.tasks()) + " of tenant "
                        + share.tenant())
                .orElse("");
        var older = ahead.older() == 0
                ? "none of them older"
                : (ahead.younger() == 0 ? "all" : String.valueOf(ahead.older())) + " of them older";
        return tenant + (tenant.isEmpty() ? ", " : " and ") + older;
    }

    private String position() {
        return line == null ? "" : " It stands at " + place(line) + ".";
    }

    private String held(int limit, List<Holder> holders) {
        var each = holders.stream()
                .map(holder -> name(holder) + " since " + at(holder.since()))
                .toList();
        if (each.isEmpty()) {
            return "";
        }
        String last = each.getLast();
        String all = each.size() == 1 ? last : String.join(", ", each.subList(0, each.size() - 1)) + " and " + last;
        return (each.size() < limit ? ", held among others by " : ", held by ") + all;
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
        var holder = held.holder();
        String who = name(holder) + (holder.name() == null ? ", who " : ", which ");
        String popped =
                (held.isRunning() ? "popped it at " : "has not said that it started; popped at ") + at(holder.since());
        String lease = isPast(held.expires())
                ? ", and let its lease end at " + at(held.expires()) + ": it is taken back in a moment."
                : ", leased until " + at(held.expires()) + ".";
        return (held.isRunning() ? "Is being executed by " : "Was handed to ") + who + popped + lease;
    }

    private boolean isPast(Instant time) {
        return !time.isAfter(subject.now());
    }

    private static String name(Holder holder) {
        return holder.name() == null ? "somebody without a name" : holder.name();
    }

    private String at(Instant time) {
        return Words.at(time, subject.now(), false);
    }
}
