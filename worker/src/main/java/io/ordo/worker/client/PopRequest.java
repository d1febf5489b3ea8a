package io.ordo.worker.client;

import java.time.Duration;

/**
 * Asks for the best-ranked tasks of a queue.
 *
 * @param limit the most tasks to hand out, from 1
 * @param patience how long the scheduler may park the request while nothing is queued; zero answers at once
 */
public record PopRequest(String queue, int limit, Duration patience) {}
