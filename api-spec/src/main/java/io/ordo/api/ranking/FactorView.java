package io.ordo.api.ranking;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.List;

/**
 * A kind of factor.
 *
 * @param meaning what it does
 */
@Serdeable
public record FactorView(String name, String meaning, List<FactorParameterView> parameters) {
    /**
     * What can be set about a factor.
     *
     * @param kind one of {@code duration, number, text}
     * @param least the least value: seconds of a duration, characters of a text
     * @param most the largest value, likewise
     * @param defaultValue what it is when it is left out
     * @param allowed unit, range and default in words
     * @param meaning what it does
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record FactorParameterView(
            String name,
            String kind,
            BigDecimal least,
            BigDecimal most,
            JsonNode defaultValue,
            String allowed,
            String meaning) {}
}
