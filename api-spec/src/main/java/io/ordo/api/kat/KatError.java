package io.ordo.api.kat;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A refusal.
 *
 * @param detail what kind it is, then what to change
 */
@Serdeable
public record KatError(String detail) {}
