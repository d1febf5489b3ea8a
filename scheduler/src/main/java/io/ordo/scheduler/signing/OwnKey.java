package io.ordo.scheduler.signing;

import io.ordo.scheduler.target.SigningKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key that this installation made.
 *
 * @param madeAt by the database's clock
 * @param signsUntil exclusive, by the same clock; null for the newest, which signs until there is another
 */
public record OwnKey(
        SigningKey key, Instant madeAt, @Nullable Instant signsUntil) {}
