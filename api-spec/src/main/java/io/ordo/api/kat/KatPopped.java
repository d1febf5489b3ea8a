package io.ordo.api.kat;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What a pop gives.
 *
 * @param results best first
 */
@Serdeable
public record KatPopped(List<KatTask> results) {}
