package io.ordo.api.kat;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param count how many there are on all pages
 * @param next where the next page is; null when this one reaches the end
 * @param previous where the one before is; null when this one begins the list
 */
@Serdeable
public record KatPage<T>(
        long count, @Nullable String next, @Nullable String previous, List<T> results) {}
