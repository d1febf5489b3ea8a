package io.ordo.api.dialect;

import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;

/** That a client schedule is kept, new or in the place of the one its client had. */
@Serdeable
public record ClientScheduleKept(String name, ClientView client, UUID id) {}
