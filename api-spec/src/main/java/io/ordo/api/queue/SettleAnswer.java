package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What came of several leases that were started, settled or released together.
 *
 * @param results as many as leases, in their order
 */
@Serdeable
public record SettleAnswer(List<SettledTask> results) {}
