package io.ordo.scheduler.http.ranking;

import io.ordo.api.explanation.ContributionView;
import io.ordo.api.explanation.CounterfactualView;
import io.ordo.api.explanation.EstimatedStart;
import io.ordo.api.explanation.EstimatedStart.EstimateCalibration;
import io.ordo.api.explanation.TaskExplanation;
import io.ordo.api.explanation.TaskExplanation.RankedBy;
import io.ordo.api.explanation.TasksAhead;
import io.ordo.api.explanation.TasksAhead.TenantShare;
import io.ordo.api.explanation.WaitReason;
import io.ordo.api.explanation.WaitReason.LeaseHolder;
import io.ordo.ranker.Explanation;
import io.ordo.scheduler.explaining.Ahead;
import io.ordo.scheduler.explaining.Answer;
import io.ordo.scheduler.explaining.Answer.Standing;
import io.ordo.scheduler.explaining.Counterfactual;
import io.ordo.scheduler.explaining.Reason;
import io.ordo.scheduler.explaining.Reason.Holder;
import io.ordo.scheduler.explaining.Subject.Gate;
import io.ordo.scheduler.foreseeing.Estimate;
import io.ordo.scheduler.http.value.Seconds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explanations as the wire shows them. */
final class ExplanationViews {
    private static final int DIGITS = 3;

    private ExplanationViews() {}

    static TaskExplanation view(Answer answer) {
        var subject = answer.subject();
        var line = answer.line();
        var rank = answer.rank();
        var explanation = rank == null ? null : rank.explanation();
        return new TaskExplanation(
                subject.id(),
                subject.queue(),
                subject.status().word(),
                answer.summary(),
                view(answer.reason()),
                line == null ? null : line.position(),
                line != null && line.isApproximate(),
                line == null ? null : view(line.ahead()),
                rank == null ? null : rank.rank(),
                ranker(rank),
                rank == null ? null : rank.arrival(),
                contributions(explanation),
                explanation == null ? null : explanation.horizon(),
                answer.estimate() == null ? null : view(answer.estimate()),
                answer.counterfactuals().stream().map(ExplanationViews::view).toList());
    }

    private static @Nullable RankedBy ranker(@Nullable Standing rank) {
        var version = rank == null ? null : rank.version();
        return version == null ? null : new RankedBy(version.spec().name(), version.version());
    }

    private static List<ContributionView> contributions(@Nullable Explanation explanation) {
        return explanation == null
                ? List.of()
                : explanation.contributions().stream()
                        .map(one -> new ContributionView(one.factor(), Seconds.of(one.offset()), one.words()))
                        .toList();
    }

    private static TasksAhead view(Ahead ahead) {
        var byClass = new LinkedHashMap<String, Integer>();
        ahead.byClass().forEach((level, tasks) -> byClass.put(String.valueOf(level), tasks));
        return new TasksAhead(
                ahead.total(),
                ahead.byTenant().stream()
                        .map(share -> new TenantShare(share.tenant(), share.tasks()))
                        .toList(),
                ahead.otherTenants(),
                byClass,
                ahead.older(),
                ahead.younger());
    }

    private static EstimatedStart view(Estimate estimate) {
        var calibration = estimate.calibration();
        return new EstimatedStart(
                estimate.low(),
                estimate.median(),
                estimate.high(),
                estimate.basedOn(),
                calibration == null
                        ? null
                        : new EstimateCalibration(
                                calibration.estimates(),
                                calibration.within() == null ? null : decimal(calibration.within()),
                                decimal(calibration.medianRatio())));
    }

    private static BigDecimal decimal(double number) {
        return Seconds.plain(BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP));
    }

    private static CounterfactualView view(Counterfactual one) {
        return new CounterfactualView(one.change(), one.position(), one.isApproximate());
    }

    private static WaitReason view(Reason reason) {
        return switch (reason) {
            case Reason.WaitingInRank() -> because("waiting_in_rank", null, null, null);
            case Reason.BehindGate(var gate) -> view(gate);
            case Reason.QueuePaused(Instant since, @Nullable String note) -> because("queue_paused", since, null, note);
            case Reason.RateLimited(Instant until, double _) -> because("rate_limited", null, until, null);
            case Reason.ConcurrencyFull(int limit, List<Holder> holders) ->
                new WaitReason(
                        "concurrency_full",
                        null,
                        null,
                        null,
                        limit,
                        holders.stream().map(ExplanationViews::view).toList(),
                        List.of(),
                        null);
            case Reason.NoWorker(@Nullable Instant askedAt) -> because("no_worker", askedAt, null, null);
            case Reason.ScheduledFor(Instant due) -> because("scheduled_for", null, due, null);
            case Reason.RetryAfterBackoff(Instant due, int failures) ->
                new WaitReason("retry_after_backoff", null, due, null, null, List.of(), List.of(), failures);
            case Reason.Parked() -> because("parked", null, null, null);
            case Reason.WaitingFor(var after) ->
                new WaitReason("waiting_for", null, null, null, null, List.of(), after, null);
            case Reason.Held(Holder holder, Instant expires, boolean _) ->
                new WaitReason("held", holder.since(), expires, null, null, List.of(view(holder)), List.of(), null);
            case Reason.Ended(var _, @Nullable String how, Instant at) -> because("ended", at, null, how);
        };
    }

    private static WaitReason view(Gate gate) {
        var shut = gate.shut();
        if (shut != null) {
            return because("target_away", shut.since(), shut.tryAt(), gate.name() + ": " + shut.reason());
        }
        var code = switch (gate.before()) {
            case PLACE -> "target_busy";
            case KEY -> "key_full";
            case CONNECTION -> "connection_full";
        };
        return new WaitReason(code, null, null, gate.name(), gate.most(), List.of(), List.of(), null);
    }

    private static WaitReason because(
            String code, @Nullable Instant since, @Nullable Instant until, @Nullable String note) {
        return new WaitReason(code, since, until, note, null, List.of(), List.of(), null);
    }

    private static LeaseHolder view(Holder holder) {
        return new LeaseHolder(holder.task(), holder.name(), holder.since());
    }
}
