package io.ordo.api.ranking;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A simulation and what came of it.
 *
 * @param result a {@link SimulationResultView}, as it was written; null until it is done
 */
@Serdeable
public record SimulationDetail(
        SimulationView simulation, @Nullable JsonNode result) {}
