package io.ordo.api.ranking;

import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;

/** Where to ask for a simulation. */
@Serdeable
public record SimulationQueued(UUID id) {}
