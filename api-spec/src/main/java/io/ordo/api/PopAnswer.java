package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The best-ranked tasks of a queue, best first.
 *
 * @param results empty when nothing was queued until the wait was over
 */
@Serdeable
public record PopAnswer(List<PoppedTask> results) {}
