package io.ordo.api.ranking;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The rankers everybody has, and what others can be made of.
 *
 * @param rankers the simplest first
 * @param factors every kind of factor
 */
@Serdeable
public record RankerList(List<RankerView> rankers, List<FactorView> factors) {}
