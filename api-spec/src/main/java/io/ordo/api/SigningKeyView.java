package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What receivers need to know that a delivery is of this installation.
 *
 * @param source {@code installation} when it made the key itself, {@code secret} when the operator gave it one
 * @param key the newest key; null when the operator gave it
 * @param madeAt when that was made; null when the operator gave it
 * @param previous keys that were replaced and still sign, the newest first
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SigningKeyView(
        String source, @Nullable String key, @Nullable Instant madeAt, List<PreviousKeyView> previous) {
    /**
     * A key that was replaced.
     *
     * @param signsUntil exclusive
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record PreviousKeyView(String key, Instant madeAt, Instant signsUntil) {}
}
