package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The best-ranked tasks of a queue, and what came of the settlements the request brought.
 *
 * @param results best first; empty when nothing was queued until the wait was over
 * @param settled as many as settlements, in their order
 */
@Serdeable
public record PopAnswer(List<PoppedTask> results, List<SettledTask> settled) {}
