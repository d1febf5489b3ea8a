package io.ordo.api.ranking;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Every simulation that is kept, newest first. */
@Serdeable
public record SimulationList(List<SimulationView> items) {}
