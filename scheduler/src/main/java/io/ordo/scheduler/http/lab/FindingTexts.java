package io.ordo.scheduler.http.lab;

import io.micronaut.json.JsonMapper;
import io.ordo.api.ranking.SimulationResultView;
import io.ordo.api.ranking.SimulationResultView.CalibrationView;
import io.ordo.api.ranking.SimulationResultView.CandidateView;
import io.ordo.api.ranking.SimulationResultView.ClassWaitsView;
import io.ordo.api.ranking.SimulationResultView.DiffView;
import io.ordo.api.ranking.SimulationResultView.OutcomeView;
import io.ordo.api.ranking.SimulationResultView.OvertakenView;
import io.ordo.api.ranking.SimulationResultView.ShiftView;
import io.ordo.api.ranking.SimulationResultView.TenantWaitsView;
import io.ordo.api.ranking.SimulationResultView.WaitsView;
import io.ordo.ranker.simulation.Calibration;
import io.ordo.ranker.simulation.Overtaken;
import io.ordo.ranker.simulation.ReplayDiff;
import io.ordo.ranker.simulation.ReplayDiff.Shift;
import io.ordo.ranker.simulation.Report;
import io.ordo.ranker.simulation.Waits;
import io.ordo.scheduler.http.ranking.RankerViews;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.lab.Findings;
import io.ordo.scheduler.lab.Findings.Candidate;
import io.ordo.scheduler.lab.Findings.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Findings as they are kept, which is as the wire shows them. */
@Singleton
final class FindingTexts implements Findings.Texts {
    private static final int MOST_TENANTS = 20;

    private final JsonMapper mapper;

    FindingTexts(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String write(Findings findings) {
        try {
            return mapper.writeValueAsString(view(findings));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static SimulationResultView view(Findings findings) {
        var calibration = findings.calibration();
        var extent = findings.extent();
        return new SimulationResultView(
                extent.attempts(),
                extent.isCut(),
                extent.unknown(),
                extent.rankedAlike(),
                view(findings.current()),
                calibration == null ? null : view(calibration),
                findings.candidates().stream().map(FindingTexts::view).toList());
    }

    private static CandidateView view(Candidate candidate) {
        return new CandidateView(view(candidate.outcome()), view(candidate.diff()));
    }

    private static OutcomeView view(Outcome outcome) {
        var report = outcome.report();
        return new OutcomeView(
                RankerViews.view(outcome.ranker()),
                view(report.all()),
                SimulationViews.share(report.fairness()),
                report.classes().entrySet().stream()
                        .map(one -> new ClassWaitsView(one.getKey(), view(one.getValue())))
                        .toList(),
                tenants(report),
                report.mostOvertaken().map(FindingTexts::view).orElse(null));
    }

    private static List<TenantWaitsView> tenants(Report report) {
        return report.tenants().entrySet().stream()
                .sorted(Comparator.comparingInt(one -> -one.getValue().all().tasks()))
                .limit(MOST_TENANTS)
                .map(one -> new TenantWaitsView(owner(one), view(one.getValue().all())))
                .toList();
    }

    private static @Nullable String owner(Map.Entry<String, ?> tenant) {
        return owner(tenant.getKey());
    }

    private static @Nullable String owner(String tenant) {
        return tenant.isEmpty() ? null : tenant;
    }

    private static WaitsView view(Waits waits) {
        return new WaitsView(
                waits.tasks(),
                Seconds.of(waits.p50()),
                Seconds.of(waits.p95()),
                Seconds.of(waits.p99()),
                Seconds.of(waits.max()),
                waits.withDeadline(),
                waits.missed());
    }

    private static OvertakenView view(Overtaken overtaken) {
        var task = overtaken.task();
        return new OvertakenView(
                UUID.fromString(task.id()), owner(task.tenant()), overtaken.by(), Seconds.of(overtaken.latest()));
    }

    private static CalibrationView view(Calibration calibration) {
        return new CalibrationView(
                calibration.tasks(),
                Seconds.of(calibration.error()),
                Seconds.of(calibration.recordedP50()),
                Seconds.of(calibration.replayedP50()),
                Seconds.of(calibration.recordedP99()),
                Seconds.of(calibration.replayedP99()));
    }

    private static DiffView view(ReplayDiff diff) {
        return new DiffView(diff.longer(), diff.shorter(), shifts(diff.losers()), shifts(diff.winners()));
    }

    private static List<ShiftView> shifts(List<Shift> shifts) {
        return shifts.stream().map(FindingTexts::view).toList();
    }

    private static ShiftView view(Shift shift) {
        var task = shift.task();
        return new ShiftView(
                UUID.fromString(task.id()),
                owner(task.tenant()),
                task.classNumber(),
                Seconds.of(shift.before()),
                Seconds.of(shift.after()),
                shift.why());
    }
}
