package io.ordo.api.dialect;

import io.micronaut.serde.annotation.Serdeable;

/** How many client schedules were removed. */
@Serdeable
public record ClientSchedulesRemoved(long count) {}
