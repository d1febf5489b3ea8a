package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What this service is and where its documentation stands.
 *
 * @param docs the path of the interactive documentation
 * @param redoc the path of the documentation for reading
 */
@Serdeable
public record ServiceInfo(String message, String version, String docs, String redoc) {}
