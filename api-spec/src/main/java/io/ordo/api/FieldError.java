package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;

/**
 * One thing to change in a refused request.
 *
 * @param field where it is, {@code retry_policy.max_retries} for example; empty for the body as a whole
 * @param rule a stable word: {@code required}, {@code unknown}, {@code type}, {@code range}, {@code format} …
 * @param message what to change
 */
@Serdeable
public record FieldError(String field, String rule, String message) {}
