package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * How a cron expression takes the clock's changes.
 *
 * @param gap what becomes of a fixed time that the clock leaps over: {@code shift}: it comes once, when the gap ends;
 *     {@code skip}: it does not come
 * @param overlap how often a fixed time comes through which the clock goes twice: {@code once}, the first time, or
 *     {@code twice}
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record DstView(String gap, String overlap) {}
