package io.ordo.scheduler.explaining;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.explaining.Answer.Line;
import io.ordo.scheduler.explaining.Answer.Standing;
import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.explaining.WhatIf.Known;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.foreseeing.Estimate;
import io.ordo.scheduler.foreseeing.Forecast;
import io.ordo.scheduler.foreseeing.Lineup;
import io.ordo.scheduler.foreseeing.Positions;
import io.ordo.scheduler.foreseeing.Sights;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.LastRuns;
import io.ordo.scheduler.ranking.RankerVersions;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers why a task is still waiting. */
public final class Explainer {
    private static final Logger LOG = LoggerFactory.getLogger(Explainer.class);

    /** Who looks for work looks again within this time. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Queues queues;
    private final Rankers rankers;
    private final Subjects subjects;
    private final Sights sights;
    private final Forecast forecast;
    private final Paces paces;

    public Explainer(Queues queues, Rankers rankers, Views views, Forecast forecast, Paces paces) {
        this.queues = queues;
        this.rankers = rankers;
        this.subjects = views.subjects();
        this.sights = views.sights();
        this.forecast = forecast;
        this.paces = paces;
    }

    /**
     * Why a task stands where it stands; empty when there is none of that id.
     *
     * @throws OverloadedException when it takes too long to find out, or too many ask
     */
    public Optional<Answer> explain(UUID task) {
        try {
            return seen(task).map(this::answer);
        } catch (FilterTooSlow | OverloadedException busy) {
            LOG.debug("not_explained task={} because={}", task, busy.getMessage());
            throw new OverloadedException(
                    "why the task waits could not be found out within a second, or too many asked");
        }
    }

    /** Where too many dead rows stand before the first of a queue, all of it is estimated. */
    private Optional<Seen> seen(UUID task) {
        var lookout = sights.lookout();
        try {
            return lookout.atOneMoment(() -> subjects.find(task).map(subject -> look(subject, lookout::first)));
        } catch (FilterTooSlow tooSlow) {
            LOG.debug("explained_by_sample task={} because={}", task, tooSlow.getMessage());
            return lookout.atOneMoment(() -> subjects.find(task).map(subject -> look(subject, _ -> Lineup.UNSEEN)));
        }
    }

    private Seen look(Subject subject, Function<String, Lineup> first) {
        var queue = queues.find(subject.queue()).orElse(null);
        return subject.place() == null || queue == null
                ? new Seen(subject, null)
                : new Seen(subject, new Seen.Around(queue, subjects.usage(queue), first.apply(queue.id())));
    }

    private Answer answer(Seen seen) {
        var subject = seen.subject();
        var known = known(subject);
        var rank = standing(subject, known);
        if (subject.place() == null || seen.around() == null) {
            var reason = restful(subject);
            return new Answer(
                    subject, reason, null, rank, null, List.of(), Wording.of(subject, reason, null, List.of()));
        }
        return queued(subject, seen.around(), known, rank);
    }

    private Answer queued(Subject subject, Seen.Around around, @Nullable Known known, @Nullable Standing rank) {
        var place = Objects.requireNonNull(subject.place());
        var positions = new Positions(
                around.first(), () -> sights.samples().of(around.queue().id()));
        var position = positions.of(place);
        var arrival = rank == null ? subject.created() : rank.arrival();
        var ahead = Ahead.of(positions.before(place), position.number() - 1, arrival, place.seq());
        var line = new Line(position.number(), position.isApproximate(), ahead);
        var reason = reason(subject, around, position.number());
        var estimate = estimate(subject, reason, position.number());
        var counterfactuals =
                known == null ? List.<Counterfactual>of() : counterfactuals(subject, known, place, positions);
        var outlook = Wording.outlook(reason, estimate, rank, subject.now());
        return new Answer(
                subject, reason, line, rank, estimate, counterfactuals, Wording.of(subject, reason, line, outlook));
    }

    private Estimate estimate(Subject subject, Reason reason, int position) {
        if (subject.isTooLate()) {
            return Estimate.unknown("its deadline has passed");
        }
        if (reason instanceof Reason.QueuePaused) {
            return Estimate.unknown("its queue is paused");
        }
        if (reason instanceof Reason.NoWorker) {
            return Estimate.unknown("nobody asks its queue for tasks");
        }
        var estimate = forecast.of(subject.queue(), position, subject.now());
        return reason instanceof Reason.RateLimited(Instant until, double _) ? estimate.from(until) : estimate;
    }

    private List<Counterfactual> counterfactuals(Subject subject, Known known, Place place, Positions positions) {
        int number = positions.of(place, place.rank()).number();
        return WhatIf.of(known, level -> counted(subject, level)).stream()
                .map(alternative -> {
                    var there = positions.of(place, alternative.rank());
                    return new Counterfactual(alternative.change(), there.number(), there.isApproximate());
                })
                .filter(alternative -> alternative.position() != number)
                .toList();
    }

    /** How its tenant stands if it counts in another class than now; null when it does not, or nobody is charged. */
    private @Nullable TenantStanding counted(Subject subject, int level) {
        var now = subject.ranked() == null ? null : subject.ranked().level();
        return now == null || now == level || subject.tenant() == null
                ? null
                : rankers.ranking().standing(subject.queue(), subject.tenant(), level);
    }

    private Reason reason(Subject subject, Seen.Around around, int position) {
        var pause = around.queue().pause();
        if (pause != null) {
            return new Reason.QueuePaused(pause.since(), pause.note());
        }
        var limits = around.queue().settings().limits();
        var usage = around.usage();
        if (limits.concurrency() != null && usage.held() >= limits.concurrency()) {
            return new Reason.ConcurrencyFull(limits.concurrency(), usage.holders());
        }
        if (limits.rate() != null && usage.tokens() != null && usage.tokens() < 1) {
            double seconds = Math.min(
                    (double) LONGEST.toSeconds(),
                    (position - usage.tokens()) / limits.rate().perSecond());
            var until = subject.now().plusMillis(Math.round(seconds * 1_000));
            return new Reason.RateLimited(until, limits.rate().perSecond());
        }
        var asked = paces.lastAsked(subject.queue()).orElse(null);
        boolean isAsked = asked != null && !asked.plus(PATIENCE).isBefore(subject.now());
        return isAsked || usage.held() > 0 ? new Reason.WaitingInRank() : new Reason.NoWorker(asked);
    }

    private static Reason restful(Subject subject) {
        var details = subject.details();
        return switch (subject.status()) {
            case PENDING -> pending(subject);
            case QUEUED -> details.gate() == null ? new Reason.WaitingInRank() : new Reason.BehindGate(details.gate());
            case DISPATCHED, RUNNING ->
                new Reason.Held(
                        new Holder(subject.id(), details.holder(), or(details.since(), subject)),
                        or(details.expires(), subject),
                        subject.status() == Status.RUNNING);
            case COMPLETED, FAILED, CANCELLED ->
                new Reason.Ended(subject.status(), details.endReason(), or(details.since(), subject));
        };
    }

    private static Reason pending(Subject subject) {
        var details = subject.details();
        if (details.waitsForOthers()) {
            return new Reason.WaitingFor(details.after());
        }
        if (details.due() == null) {
            return new Reason.Parked();
        }
        return subject.counted() > 0
                ? new Reason.RetryAfterBackoff(details.due(), subject.counted())
                : new Reason.ScheduledFor(details.due());
    }

    private static Instant or(@Nullable Instant time, Subject subject) {
        return time == null ? subject.now() : time;
    }

    private @Nullable Standing standing(Subject subject, @Nullable Known known) {
        var ranked = subject.ranked();
        if (ranked == null || subject.status() == Status.PENDING) {
            return null;
        }
        return known == null
                ? new Standing(ranked.rank(), ranked.arrival(), null, null)
                : new Standing(
                        ranked.rank(),
                        ranked.arrival(),
                        known.version(),
                        known.version().ranker().explain(known.facts(), known.copy()));
    }

    /** What the task's ranker knew of it, as far as that is still known; null without the ranker. */
    private @Nullable Known known(Subject subject) {
        var ranked = subject.ranked();
        return ranked == null
                ? null
                : rankers.versions()
                        .find(ranked.ranker())
                        .filter(version -> version.ranker().factors().size()
                                == ranked.offsets().size())
                        .map(version -> new Known(version, facts(subject, ranked, version), ranked.offsets()))
                        .orElse(null);
    }

    private Facts facts(Subject subject, Ranked ranked, RankerVersion version) {
        var sort = subject.sort();
        var lastRun = sort == null || !version.looksAt(Fact.LAST_RUN)
                ? null
                : rankers.lastRuns().of(subject.queue(), List.of(sort)).get(sort);
        var tenant = subject.tenant();
        return Facts.at(ranked.arrival(), subject.priority())
                .deadline(subject.deadline())
                .expected(ranked.expected() == null ? Facts.UNKNOWN_DURATION : ranked.expected())
                .tenant(tenant == null ? null : new TenantStanding(tenant, Duration.ZERO, 0))
                .created(subject.created())
                .dataTime(subject.dataAt())
                .lastRun(lastRun)
                .failures(subject.counted())
                .build();
    }

    /** By whom tasks were ranked, and what those go by that is not stored with the task. */
    public record Rankers(RankerVersions versions, LastRuns lastRuns, Ranking ranking) {}

    /** From where the task and its queue are seen. */
    public record Views(Subjects subjects, Sights sights) {}

    /** A task, and around it what it waits for when it is queued. */
    private record Seen(Subject subject, @Nullable Around around) {
        record Around(Queue queue, Usage usage, Lineup first) {}
    }
}
