package io.ordo.api.tenant;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tenants with whom something was agreed, in the order of their ids.
 *
 * @param nextCursor for the next page; null after the last
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TenantPage(List<TenantView> items, @Nullable String nextCursor) {}
