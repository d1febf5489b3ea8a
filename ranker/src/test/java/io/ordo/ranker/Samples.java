package io.ordo.ranker;

import io.ordo.ranker.catalog.FactorSpec;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.factor.FactorType;
import io.ordo.ranker.factor.Factors;
import io.ordo.ranker.factor.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** What property tests draw: any facts, any factor with any parameters in range, any composition. */
public final class Samples {
    private static final long DECADES = 2_000_000_000_000_000L;

    private Samples() {}

    /** Facts of any kind; arrivals between 1970 and 2033, everything else around the arrival. */
    public static Arbitrary<Facts> facts() {
        var heads = Combinators.combine(
                        Arbitraries.longs().between(0, DECADES),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(true, false),
                        seconds(0, 7_200))
                .as((arrival, priority, overBudget, expected) -> Facts.at(instant(arrival), priority)
                        .overBudget(overBudget)
                        .expected(expected)
                        .build());
        var tails = Combinators.combine(
                seconds(-7_200, 7_200).injectNull(0.3),
                seconds(0, 3_000_000).injectNull(0.3),
                seconds(0, 1_000),
                Arbitraries.integers().between(0, 20),
                tenants().injectNull(0.2));
        return Combinators.combine(heads, tails.as(Tail::new)).as(Samples::together);
    }

    /** Any factor there is, with any parameters that go together. */
    public static Arbitrary<FactorSpec> factors() {
        return Arbitraries.of(Factors.ALL).flatMap(Samples::specs);
    }

    /** Factors that go together, as a composition. */
    public static Arbitrary<List<FactorSpec>> compositions() {
        return factors().list().uniqueElements(FactorSpec::factor).ofMaxSize(5).map(Samples::thatGoTogether);
    }

    /** A time-axis ranker of up to five different factors, by any bound up to an hour. */
    public static Arbitrary<TimeAxisRanker> rankers() {
        return Combinators.combine(compositions(), seconds(1, 3_600))
                .as((factors, bound) -> (TimeAxisRanker) new RankerSpec("drawn", false, factors, bound).ranker());
    }

    /** The instant so many microseconds after the epoch. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** These facts about a task that arrived otherwise at another time. */
    public static Facts arriving(Facts facts, Instant arrival) {
        return new Facts(
                arrival,
                facts.priority(),
                facts.overBudget(),
                facts.deadline(),
                facts.expected(),
                facts.tenant(),
                facts.lateness(),
                facts.created(),
                facts.dataTime(),
                facts.lastRun(),
                facts.failures());
    }

    /** These facts, with those others that may be changed. */
    public static Facts changed(Facts facts, Facts others, Set<Fact> changed) {
        var builder = facts.but();
        for (var fact : changed) {
            switch (fact) {
                case CLASS -> builder.overBudget(others.overBudget());
                case PRIORITY -> builder.priority(others.priority());
                case DEADLINE -> builder.deadline(others.deadline());
                case DURATION -> builder.expected(others.expected());
                case TENANT, DEBT -> builder.tenant(tenant(facts.tenant(), others.tenant(), changed));
                case LATENESS -> builder.lateness(others.lateness());
                case CREATED -> builder.created(others.created());
                case DATA_TIME -> builder.dataTime(others.dataTime());
                case LAST_RUN -> builder.lastRun(others.lastRun());
                case FAILURES -> builder.failures(others.failures());
                case SUM -> {}
            }
        }
        return builder.build();
    }

    private static @Nullable TenantStanding tenant(
            @Nullable TenantStanding one, @Nullable TenantStanding other, Set<Fact> changed) {
        if (one == null || other == null) {
            return changed.containsAll(Set.of(Fact.TENANT, Fact.DEBT)) ? other : one;
        }
        var standing = changed.contains(Fact.DEBT) ? other : one;
        return new TenantStanding(
                changed.contains(Fact.TENANT) ? other.tenant() : one.tenant(), standing.debt(), standing.usedShare());
    }

    /** Of those that hold a task to an instant the first alone: two would let newcomers pass. */
    private static List<FactorSpec> thatGoTogether(List<FactorSpec> drawn) {
        var kept = new ArrayList<FactorSpec>();
        boolean held = false;
        for (var factor : drawn) {
            boolean holds =
                    Set.of("deadline", "data-age", "kat-time", "kat-boefje").contains(factor.factor());
            if (!holds || !held) {
                kept.add(factor);
            }
            held |= holds;
        }
        return kept;
    }

    private record Tail(
            @Nullable Duration deadline,
            @Nullable Duration age,
            Duration lateness,
            int failures,
            @Nullable TenantStanding tenant) {}

    private static Facts together(Facts head, Tail tail) {
        var arrival = head.arrival();
        return head.but()
                .deadline(tail.deadline() == null ? null : arrival.plus(tail.deadline()))
                .created(tail.age() == null ? null : arrival.minus(tail.age()))
                .dataTime(tail.age() == null ? null : arrival.minus(tail.age().dividedBy(2)))
                .lastRun(tail.age() == null ? null : arrival.minus(tail.age().multipliedBy(2)))
                .lateness(tail.lateness())
                .failures(tail.failures())
                .tenant(tail.tenant())
                .build();
    }

    private static Arbitrary<TenantStanding> tenants() {
        return Combinators.combine(
                        Arbitraries.of("A", "B", "C"),
                        seconds(0, 10_000),
                        Arbitraries.doubles().between(0, 20))
                .as(TenantStanding::new);
    }

    private static Arbitrary<FactorSpec> specs(FactorType type) {
        Arbitrary<Map<String, Object>> values = Arbitraries.just(Map.of());
        for (var parameter : type.parameters()) {
            values = Combinators.combine(values, values(parameter)).as((some, value) -> {
                var more = new HashMap<>(some);
                more.put(parameter.name(), value);
                return more;
            });
        }
        return values.map(drawn -> new FactorSpec(type.name(), inOrder(type, drawn)))
                .withoutEdgeCases();
    }

    /** Classes must not stand earlier than the one before, nor the hopeless before those without a deadline. */
    private static Map<String, Object> inOrder(FactorType type, Map<String, Object> drawn) {
        if (!type.name().equals("class") && !type.name().equals("deadline")) {
            return drawn;
        }
        var names = type.parameters().stream()
                .map(Parameter::name)
                .filter(name -> !name.equals("margin"))
                .toList();
        var sorted =
                names.stream().map(name -> (Double) drawn.get(name)).sorted().toList();
        var ordered = new HashMap<>(drawn);
        for (int i = 0; i < sorted.size(); i++) {
            ordered.put(names.get(i), sorted.get(i));
        }
        return ordered;
    }

    private static Arbitrary<Object> values(Parameter parameter) {
        return switch (parameter.kind()) {
            case DURATION, NUMBER ->
                Arbitraries.doubles()
                        .between(parameter.least(), parameter.most())
                        .ofScale(3)
                        .map(value -> (Object) value);
            case TEXT -> Arbitraries.of("", "A", "B").map(value -> (Object) value);
        };
    }

    private static Arbitrary<Duration> seconds(int from, int to) {
        return Arbitraries.longs().between(from * 1_000L, to * 1_000L).map(Duration::ofMillis);
    }
}
