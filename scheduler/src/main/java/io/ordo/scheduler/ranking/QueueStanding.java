package io.ordo.scheduler.ranking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a tenant stands in a queue, as far as this scheduler knows.
 *
 * @param debts how long its share of the workers needs for what it has in line: of class 1, of classes 1 and 2, and so
 *     on to all of it
 * @param usedShare work it asked for lately, as a multiple of its share of what all asked for
 * @param urgencyLeft how much urgent work it may still ask for at once; empty without a budget
 */
public record QueueStanding(String queue, List<Duration> debts, double usedShare, Optional<Duration> urgencyLeft) {}
