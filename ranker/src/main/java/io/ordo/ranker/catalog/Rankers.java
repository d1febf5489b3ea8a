package io.ordo.ranker.catalog;

import io.ordo.ranker.Ranker;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rankers a queue can choose from by name. Each is a composition like any other; only {@code priority} is strict.
 */
public final class Rankers {
    /** The bound of a ranker that names none: nothing is moved by more than half an hour. */
    public static final Duration BOUND = Duration.ofMinutes(30);

    /** The least bound: below a second there is nothing to rank. */
    public static final Duration LEAST_BOUND = Duration.ofSeconds(1);

    /** The largest bound: whoever would let a task be passed for longer wants a strict ranker. */
    public static final Duration MOST_BOUND = Duration.ofDays(1);

    /** The most factors of a ranker: each is a stored number of every queued task. */
    public static final int MOST_FACTORS = 10;

    /**
     * Places at exactly a tenant's share promise all that the workers can do, and the least bad luck makes everybody
     * late. Half as much again leaves room: it halves the wait of others, and costs the flooder nothing that can be
     * measured.
     */
    private static final double BALANCED_DEBT = 1.5;

    private static final Map<String, Preset> BY_NAME = presets(List.of(
            time("fifo"),
            new RankerSpec("priority", true, List.of(), BOUND),
            time("aging", "class"),
            new RankerSpec(
                    "deadline",
                    List.of(new FactorSpec("deadline", Map.of("margin", 0, "slack", 600, "hopeless", 1_800)))),
            time("fair", "debt"),
            time("shortest", "duration"),
            time("kat-boefje", "kat-boefje"),
            time("kat-time", "kat-time"),
            time("balanced", "class", "deadline", "debt").with("debt", "weight", BALANCED_DEBT)));

    private Rankers() {}

    /** The ranker of that name; empty when there is none. */
    public static Optional<Ranker> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(Preset::ranker);
    }

    /** What the ranker of that name is made of; empty when there is none. */
    public static Optional<RankerSpec> spec(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(Preset::spec);
    }

    /** Every name {@link #named} knows, the simplest first. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static RankerSpec time(String name, String... factors) {
        return new RankerSpec(
                name, List.of(factors).stream().map(FactorSpec::new).toList());
    }

    private static Map<String, Preset> presets(List<RankerSpec> specs) {
        var presets = new LinkedHashMap<String, Preset>();
        specs.forEach(spec -> presets.put(spec.name(), new Preset(spec, spec.ranker())));
        return Collections.unmodifiableMap(presets);
    }

    private record Preset(RankerSpec spec, Ranker ranker) {}
}
