package io.ordo.ranker.catalog;

import io.ordo.ranker.Ranker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ranker as configuration: what a queue stores and an API shows. Nothing is checked before {@link #ranker} or {@link
 * #version}, so that everything wrong is told at once.
 *
 * @param name lower case, digits and {@code -}, 1 to 40 characters, beginning with a letter
 * @param strict whether the priority alone decides; then there are no factors
 * @param factors in the order they are asked
 * @param bound the most all factors together may move a task, {@link Rankers#LEAST_BOUND} to {@link
 *     Rankers#MOST_BOUND}
 */
public record RankerSpec(String name, boolean strict, List<FactorSpec> factors, Duration bound) {
    public RankerSpec {
        factors = List.copyOf(factors);
    }

    /** A time-axis ranker with the usual bound. */
    public RankerSpec(String name, List<FactorSpec> factors) {
        this(name, false, factors, Rankers.BOUND);
    }

    /**
     * What a map from JSON means: {@code {"name": "calm", "bound": 1800, "factors": [{"factor": "class", "parameters":
     * {"class_2": "1m"}}]}}. Only the name is required; durations are seconds or texts like {@code 30m}.
     *
     * @throws InvalidRanker when something is unknown or of the wrong type
     */
    public static RankerSpec of(Map<String, ?> map) {
        return new SpecReader().read(map);
    }

    /** The map that {@link #of} reads, with every parameter that was set, and no other. */
    public Map<String, Object> toMap() {
        return toMap(factors);
    }

    /** As {@link #toMap()}, with the defaults too: what the ranker does is all in there. */
    public Map<String, Object> toCompleteMap() {
        return toMap(SpecCheck.checked(this).complete());
    }

    /** This ranker with one parameter of one of its factors set. */
    public RankerSpec with(String factor, String parameter, Object value) {
        var changed = factors.stream()
                .map(one -> one.factor().equals(factor) ? one.with(parameter, value) : one)
                .toList();
        return new RankerSpec(name, strict, changed, bound);
    }

    /**
     * The ranker.
     *
     * @throws InvalidRanker that says everything that is wrong, and what is allowed
     */
    public Ranker ranker() {
        return SpecCheck.checked(this).ranker();
    }

    /**
     * What tells this ranker from every other, as {@code balanced-6eaa875a355ec8f1}: equal for equal behaviour,
     * however it was written, and different when a parameter, a default or the meaning of a factor is.
     *
     * @throws InvalidRanker as {@link #ranker} does
     */
    public String version() {
        return SpecCheck.checked(this).version();
    }

    /**
     * The number under which a ranker is stored beside its tasks: the first 8 bytes, most significant first, of the
     * SHA-256 of {@link #version} in UTF-8. Any long, negative too.
     *
     * @throws InvalidRanker as {@link #ranker} does
     */
    public long fingerprint() {
        return ByteBuffer.wrap(SpecCheck.sha256(version())).getLong();
    }

    private Map<String, Object> toMap(List<FactorSpec> some) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        if (strict) {
            map.put("strict", true);
            return map;
        }
        long millis = bound.toMillis();
        map.put("bound", millis % 1_000 == 0 ? (Number) (millis / 1_000) : (Number) (millis / 1_000.0));
        map.put("factors", some.stream().map(RankerSpec::toMap).toList());
        return map;
    }

    private static Map<String, Object> toMap(FactorSpec factor) {
        var map = new LinkedHashMap<String, Object>();
        map.put("factor", factor.factor());
        map.put("parameters", factor.parameters());
        return map;
    }
}
