package io.ordo.api.connection;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What came of a try.
 *
 * @param outcome {@code arrived}, {@code accepted}, {@code refused} or {@code unreached}
 * @param reason a stable word for what went wrong; null when nothing did
 * @param error the same in words
 * @param result what the other side said
 * @param seconds how long it took
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record ConnectionTried(
        String outcome,
        @Nullable String reason,
        @Nullable String error,
        @Nullable JsonNode result,
        BigDecimal seconds) {}
