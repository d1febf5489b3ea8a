package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The leases asked for, in the order asked. */
@Serdeable
public record ExtendAnswer(List<ExtendedLease> results) {}
