package io.ordo.ranker.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One factor of a composition.
 *
 * @param factor its name, one of {@link io.ordo.ranker.factor.Factors#names}
 * @param parameters what is set about it, as JSON has it: numbers (durations in seconds) and strings; what is left out
 *     is as its default says
 */
public record FactorSpec(String factor, Map<String, Object> parameters) {
    public FactorSpec {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** A factor as its defaults say. */
    public FactorSpec(String factor) {
        this(factor, Map.of());
    }

    /** This factor with one parameter set. */
    public FactorSpec with(String parameter, Object value) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new FactorSpec(factor, changed);
    }
}
