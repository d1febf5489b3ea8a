package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A refused request, as {@code application/problem+json} (RFC 9457).
 *
 * @param type {@code about:blank}: the code tells problems apart
 * @param title the HTTP status in words
 * @param detail what went wrong and what to change
 * @param code a stable word for programs
 * @param errors every field to change; empty when the request as a whole was refused
 */
@Serdeable
public record Problem(String type, String title, int status, String detail, String code, List<FieldError> errors) {}
