package io.ordo.ranker.catalog;

import io.ordo.ranker.catalog.InvalidRanker.Fault;
import io.ordo.ranker.factor.Parameter;
import io.ordo.ranker.factor.Parameter.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link RankerSpec} from plain maps, lists, strings and numbers. */
final class SpecReader {
    private static final Parameter BOUND = new Parameter(
            "bound",
            Kind.DURATION,
            Rankers.LEAST_BOUND.toSeconds(),
            Rankers.MOST_BOUND.toSeconds(),
            Rankers.BOUND,
            "the most all factors together may move a task");

    /** More than any factor has. */
    private static final int MOST_PARAMETERS = 20;

    /** A list of what is wrong must not grow with what nobody asked for. */
    private static final int MOST_UNKNOWN = 20;

    private final List<Fault> faults = new ArrayList<>();

    RankerSpec read(Map<String, ?> map) {
        noOthers("", map, List.of("name", "strict", "bound", "factors"));
        var name = string("name", map.get("name"));
        boolean strict = strict(map.get("strict"));
        var factors = map.containsKey("factors") ? factors(map.get("factors")) : List.<FactorSpec>of();
        var bound = map.containsKey("bound") ? bound(map.get("bound")) : Rankers.BOUND;
        check();
        return new RankerSpec(name, strict, factors, bound);
    }

    private List<FactorSpec> factors(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            faults.add(new Fault("factors", "must be a list of {factor, parameters}"));
            return List.of();
        }
        if (list.size() > Rankers.MOST_FACTORS) {
            faults.add(new Fault("factors", "must be at most " + Rankers.MOST_FACTORS));
            return List.of();
        }
        var factors = new ArrayList<FactorSpec>();
        for (int i = 0; i < list.size(); i++) {
            factors.add(factor("factors[" + i + "]", list.get(i)));
        }
        return factors;
    }

    private FactorSpec factor(String where, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            faults.add(new Fault(where, "must be an object {factor, parameters}"));
            return new FactorSpec("");
        }
        noOthers(where + ".", map, List.of("factor", "parameters"));
        var name = string(where + ".factor", map.get("factor"));
        var parameters = new LinkedHashMap<String, Object>();
        var written = map.get("parameters");
        if (written instanceof Map<?, ?> values && values.size() > MOST_PARAMETERS) {
            faults.add(new Fault(where + ".parameters", "must be at most " + MOST_PARAMETERS));
        } else if (written instanceof Map<?, ?> values) {
            values.forEach((parameter, one) -> {
                if (one instanceof Number || one instanceof String) {
                    parameters.put(String.valueOf(parameter), one);
                } else {
                    faults.add(new Fault(where + ".parameters." + parameter, "must be a number or a string"));
                }
            });
        } else if (written != null) {
            faults.add(new Fault(where + ".parameters", "must be an object"));
        }
        return new FactorSpec(name, parameters);
    }

    private String string(String where, @Nullable Object value) {
        if (value instanceof String string) {
            return string;
        }
        faults.add(new Fault(where, "is required, a string"));
        return "";
    }

    private boolean strict(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        faults.add(new Fault("strict", "must be true or false"));
        return false;
    }

    private Duration bound(@Nullable Object value) {
        try {
            return BOUND.duration(value);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("bound", String.valueOf(e.getMessage())));
            return Rankers.BOUND;
        }
    }

    private void noOthers(String prefix, Map<?, ?> map, List<String> allowed) {
        map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !allowed.contains(key))
                .limit(MOST_UNKNOWN)
                .forEach(key ->
                        faults.add(new Fault(prefix + key, "is unknown here; allowed: " + String.join(", ", allowed))));
    }

    private void check() {
        if (!faults.isEmpty()) {
            throw new InvalidRanker(faults);
        }
    }
}
