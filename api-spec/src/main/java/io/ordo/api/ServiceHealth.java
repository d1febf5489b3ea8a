package io.ordo.api;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the service is well, in one object for the clients of every dialect.
 *
 * @param status {@code healthy}, or {@code unhealthy} when the database does not answer
 * @param service {@code scheduler}
 * @param additional always null: some clients look for it
 * @param results always empty: some clients look for it
 * @param externals always empty: some clients look for it
 */
@Serdeable
public record ServiceHealth(
        String status,
        String service,
        boolean healthy,
        String version,
        @Nullable JsonNode additional,
        List<String> results,
        Map<String, Boolean> externals) {}
