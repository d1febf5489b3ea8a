package io.ordo.ranker.simulation.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.ranker.simulation.RecordedTask;
import io.ordo.ranker.simulation.Simulator;
import io.ordo.ranker.simulation.load.FloodLoad.LongJobs;
import io.ordo.ranker.simulation.load.FloodLoad.Urgent;
import io.ordo.ranker.simulation.load.FloodTable.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One tenant floods a queue, and what becomes of the others. Means of eight seeds, as in docs/ranking.md. */
class FloodTest {
    private static final int SEEDS = 8;

    @ParameterizedTest
    @EnumSource(LongJobs.class)
    void theLoadIsAsDescribed(LongJobs longJobs) {
        var load = new FloodLoad(1, longJobs, Urgent.NONE).workload();
        assertThat(load.tasks()).hasSize(32_000);
        assertThat(load.tasks().stream().filter(task -> task.tenant().equals(FloodLoad.FLOODER)))
                .hasSize(6_000);
        assertThat(load.tasks().stream().map(RecordedTask::duration).filter(Duration.ofMinutes(1)::equals))
                .hasSize(longJobs == LongJobs.NONE ? 0 : 40);
        double work = load.tasks().stream()
                .mapToDouble(task -> task.duration().toMillis() / 1_000.0)
                .sum();
        assertThat(work / (8 * 3_600)).isBetween(longJobs == LongJobs.NONE ? 0.79 : 0.87, 0.91);
        assertThat(new FloodLoad(1, longJobs, Urgent.NONE).workload()).isEqualTo(load);
        assertThat(new FloodLoad(2, longJobs, Urgent.NONE).workload()).isNotEqualTo(load);
    }

    @Test
    void balancedKeepsTheFloodOutOfTheOthersWay() {
        var balanced = line("balanced", LongJobs.APART, Urgent.NONE);
        assertThat(balanced.urgent()).isLessThanOrEqualTo(1.5);
        assertThat(balanced.normal()).isLessThanOrEqualTo(5);
        assertThat(balanced.missed()).isLessThan(0.001);
        assertThat(balanced.lowestMax()).isLessThan(1_800);

        var strict = line("priority", LongJobs.APART, Urgent.NONE);
        assertThat(strict.normal()).isGreaterThan(300);
        assertThat(strict.missed()).isGreaterThan(0.1);
        assertThat(strict.lowestMax()).isGreaterThan(balanced.lowestMax());
    }

    /** Then strict priority lets eight workers be taken at once, and urgent work waits. */
    @Test
    void burstsOfLongJobsDoNotMakeUrgentWorkWait() {
        assertThat(line("balanced", LongJobs.BURSTS, Urgent.NONE).urgent()).isLessThanOrEqualTo(1.5);
        assertThat(line("priority", LongJobs.BURSTS, Urgent.NONE).urgent()).isGreaterThan(10);
    }

    @Test
    void whoCallsEverythingUrgentHurtsOnlyItself() {
        var balanced = line("balanced", LongJobs.APART, Urgent.ALL);
        assertThat(balanced.urgent()).isLessThanOrEqualTo(1.5);
        assertThat(balanced.normal()).isLessThan(20);
        assertThat(balanced.flooder()).isGreaterThan(1_000);
        assertThat(line("priority", LongJobs.APART, Urgent.ALL).normal()).isGreaterThan(400);
    }

    @Test
    void aBudgetOfUrgentWorkProtectsWhatIsNormal() throws IOException {
        var terms = new TenantTerms(1, new UrgencyBudget(Duration.ofMinutes(1), Duration.ofHours(1)));
        double normal = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> new FloodLoad(seed, LongJobs.APART, Urgent.ALL)
                        .workload()
                        .with(Map.of(FloodLoad.FLOODER, terms)))
                .map(load -> Simulator.replay(Rankers.named("balanced").orElseThrow(), load))
                .mapToLong(replay -> replay.waits(task -> task.tenant().startsWith("tenant-") && task.priority() == 3)
                        .p99()
                        .toMillis())
                .average()
                .orElseThrow();
        String page = Files.readString(Path.of("../docs/ranking.md")).replace('\n', ' ');
        assertThat(page)
                .contains(String.format(Locale.ROOT, "`balanced` comes to %.1f s for the normal", normal / 1_000))
                .contains(String.format(
                        Locale.ROOT,
                        "instead of %.1f s",
                        line("balanced", LongJobs.APART, Urgent.ALL).normal()));
    }

    @Test
    void whatIsUrgentDoesNotWaitBehindTheFloodOfItsOwnTenant() {
        var balanced = line("balanced", LongJobs.APART, Urgent.SOME);
        assertThat(balanced.flooderUrgent()).isLessThanOrEqualTo(1.5);
        assertThat(balanced.flooder()).isGreaterThan(1_000);
        assertThat(balanced.urgent()).isLessThanOrEqualTo(1.5);
        assertThat(balanced.normal()).isLessThanOrEqualTo(5);
        assertThat(line("fair", LongJobs.APART, Urgent.SOME).flooderUrgent()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"APART", "BURSTS"})
    void thePageTellsWhatIsMeasured(LongJobs longJobs) throws IOException {
        assertThat(Files.readString(Path.of("../docs/ranking.md")))
                .contains("| `balanced` | " + line("balanced", longJobs, Urgent.NONE) + " |")
                .contains("| `priority` | " + line("priority", longJobs, Urgent.NONE) + " |");
    }

    @Test
    void itTellsOfUrgentFloodsToo() throws IOException {
        assertThat(Files.readString(Path.of("../docs/ranking.md")))
                .contains("| `balanced` | " + line("balanced", LongJobs.APART, Urgent.ALL) + " |")
                .contains("| `balanced` | "
                        + line("balanced", LongJobs.APART, Urgent.SOME).own() + " |");
    }

    private static Line line(String ranker, LongJobs longJobs, Urgent flood) {
        return FloodTable.line(Rankers.named(ranker).orElseThrow(), longJobs, flood, SEEDS);
    }
}
