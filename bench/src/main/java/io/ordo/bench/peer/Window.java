package io.ordo.bench.peer;

import java.time.Duration;

/**
 * How long something is measured.
 *
 * @param warmUp before that
 */
public record Window(Duration warmUp, Duration length) {}
