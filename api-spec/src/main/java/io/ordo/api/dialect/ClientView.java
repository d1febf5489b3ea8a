package io.ordo.api.dialect;

import io.micronaut.serde.annotation.Serdeable;

/** Whose a client schedule is; empty texts where nothing was said. */
@Serdeable
public record ClientView(String application, String group, String type, String key, String operation) {}
