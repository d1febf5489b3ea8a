package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.ahead.BusyPace;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.ranker.ahead.TasksAhead;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.factor.ClassFactor;
import io.ordo.ranker.factor.ConstantFactor;
import io.ordo.ranker.fair.TagBook;
import io.ordo.ranker.fair.TagChanges;
import io.ordo.ranker.fair.Tags;
import io.ordo.ranker.fair.UrgencyBook;
import io.ordo.ranker.history.DurationBook;
import io.ordo.ranker.simulation.Calibration;
import io.ordo.ranker.simulation.Divergence;
import io.ordo.ranker.simulation.RecordedTask;
import io.ordo.ranker.simulation.Replay;
import io.ordo.ranker.simulation.ReplayDiff;
import io.ordo.ranker.simulation.Report;
import io.ordo.ranker.simulation.Simulator;
import io.ordo.ranker.simulation.WorkerPlan;
import io.ordo.ranker.simulation.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The samples of README.md, which are to be found here, do what it says. */
class ReadmeTest {
    private static final Pattern SAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile(
            "\\b(ranker|tags|urgency|durations|ahead|outlook|pace)\\.(\\w+)\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)");
    private static final Map<String, Class<?>> BOOKS = Map.of(
            "ranker", Ranker.class,
            "tags", TagBook.class,
            "urgency", UrgencyBook.class,
            "durations", DurationBook.class,
            "ahead", TasksAhead.class,
            "outlook", Outlook.class,
            "pace", BusyPace.class);

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @Test
    void everySampleIsOneOfThese() throws IOException {
        var here = bare(Files.readString(Path.of("src/test/java/io/ordo/ranker/ReadmeTest.java")));
        var samples = SAMPLE.matcher(readme()).results().map(found -> found.group(1));
        assertThat(samples.toList())
                .hasSizeGreaterThan(4)
                .allSatisfy(sample -> assertThat(here).contains(bare(sample)));
    }

    @Test
    void everyCallItNamesExists() throws IOException {
        assertThat(CALL.matcher(readme()).results()).isNotEmpty().allSatisfy(call -> {
            int arguments = call.group(3).isBlank()
                    ? 0
                    : call.group(3).replaceAll("\\([^()]*\\)", "").split(",").length;
            assertThat(Arrays.stream(
                            Objects.requireNonNull(BOOKS.get(call.group(1))).getMethods()))
                    .as(call.group())
                    .anyMatch(method ->
                            method.getName().equals(call.group(2)) && method.getParameterCount() == arguments);
        });
    }

    @Test
    void rankAndExplain() {
        var arrival = NOON;
        var due = NOON.plus(Duration.ofHours(1));
        var standing = new TenantStanding("A", Duration.ofSeconds(20), 2);

        Ranker ranker = Rankers.named("balanced").orElseThrow();
        long[] offsets = new long[ranker.factors().size()];

        Facts facts = Facts.at(arrival, 4).deadline(due).tenant(standing).build();
        long rank = ranker.rank(facts, offsets);

        Explanation why = ranker.explain(facts, offsets);
        String first = why.contributions().getFirst().toString();
        Instant horizon = why.horizon();

        assertThat(rank).isEqualTo(NOON.plusSeconds(630).getEpochSecond() * 1_000_000);
        assertThat(first).isEqualTo("+600 s: low priority");
        assertThat(horizon).isEqualTo(NOON.plusSeconds(640));

        Facts urgent = facts.but().priority(1).build();
        long then = ranker.rankAgain(urgent, offsets.clone(), Set.of(Fact.PRIORITY, Fact.CLASS));

        assertThat(then).isEqualTo(ranker.rank(urgent));
        offsets[2] = 0;
        assertThat(ranker.rankOf(facts, offsets))
                .isEqualTo(NOON.plusSeconds(600).getEpochSecond() * 1_000_000);
    }

    @Test
    void compose() {
        var mapFromJson = Map.of("name", "nightly", "factors", List.of(Map.of("factor", "class")));

        RankerSpec spec = RankerSpec.of(mapFromJson);
        Ranker ranker = spec.ranker();
        String version = spec.version();
        long stored = spec.fingerprint();

        assertThat(ranker.name()).isEqualTo("nightly");
        assertThat(version).matches("nightly-[0-9a-f]{16}");
        assertThat(stored).isEqualTo(RankerSpec.of(mapFromJson).fingerprint());
    }

    @Test
    void composeOfYourOwn() {
        var half = Duration.ofSeconds(30);
        var two = Duration.ofMinutes(2);
        var ten = Duration.ofMinutes(10);
        var thirty = Duration.ofMinutes(30);
        Factor own = new ConstantFactor(Duration.ofSeconds(1), "", "");

        Ranker ranker =
                new TimeAxisRanker("mine", List.of(new ClassFactor(half, two, ten, thirty), own), Duration.ofHours(1));

        assertThat(ranker.rank(new Facts(Instant.EPOCH, 2))).isEqualTo(31_000_000);
    }

    @Test
    void remember() {
        var now = NOON;
        var stored = Tags.EMPTY;
        var tags = new TagBook();
        tags.charge("A", TagBook.LEVELS, Duration.ofSeconds(8), now);

        TagChanges told = tags.changes();
        Tags shared = stored.plus(told, now);
        tags.adopt(shared, told);

        var elsewhere = new TagBook();
        elsewhere.adopt(shared, elsewhere.changes());
        assertThat(tags.changes().isEmpty()).isTrue();
        assertThat(elsewhere.standing("A", TagBook.LEVELS, now))
                .isEqualTo(tags.standing("A", TagBook.LEVELS, now))
                .matches(standing -> standing.debt().isPositive());
    }

    @Test
    void simulate() {
        var recordedTasks = List.of(
                new RecordedTask("long", "A", NOON, 3, Duration.ofSeconds(60)),
                new RecordedTask("short", "B", NOON.plusMillis(1), 3, Duration.ofSeconds(1)));
        var current = Rankers.named("fifo").orElseThrow();
        var candidate = Rankers.named("shortest").orElseThrow();
        long[] ranksOfOne = {1, 2};
        long[] ranksOfOther = {1, 2};

        Workload work = new Workload(recordedTasks, WorkerPlan.always(8));
        Replay now = Simulator.replay(current, work);
        Replay then = Simulator.replay(candidate, work);

        Report report = then.report();
        ReplayDiff diff = ReplayDiff.between(now, then, 20);
        Optional<Calibration> calibration = Calibration.of(now);
        Divergence tau = Divergence.of(ranksOfOne, ranksOfOther);

        assertThat(report.all().tasks()).isEqualTo(2);
        assertThat(diff.longer()).isZero();
        assertThat(calibration).isEmpty();
        assertThat(tau.kendallTau()).isEqualTo(1);
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** Without comments and white space, which are laid out for the page. */
    private static String bare(String code) {
        return code.replaceAll("//.*", "").replaceAll("\\s", "");
    }
}
