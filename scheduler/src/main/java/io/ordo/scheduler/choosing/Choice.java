package io.ordo.scheduler.choosing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ranker that was chosen for a queue.
 *
 * @param number counts the choices of the queue from 1
 * @param name of the ranker
 * @param version tells the ranker from every other
 * @param by who chose it
 * @param note what they had to say
 */
public record Choice(
        int number,
        String name,
        String version,
        Instant at,
        String by,
        @Nullable String note) {}
