package io.ordo.api.ranking;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ranker: what it weighs, with every parameter.
 *
 * @param version tells it from every ranker that behaves otherwise
 * @param purpose what it is for; null for a composition
 * @param strict whether the priority alone decides
 * @param bound the most seconds all factors together move a task; null for a strict ranker
 * @param factors in the order they are asked
 */
@Serdeable
public record RankerView(
        String name,
        String version,
        @Nullable String purpose,
        boolean strict,
        @Nullable BigDecimal bound,
        List<RankerFactorView> factors) {
    /**
     * A factor of a ranker.
     *
     * @param factor its name
     * @param parameters all of them, durations in seconds
     */
    @Serdeable
    public record RankerFactorView(String factor, JsonNode parameters) {}
}
