package io.ordo.api.explanation;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that go before a task.
 *
 * @param byTenant those of the tenants with the most, most first, up to 5
 * @param otherTenants those of all other tenants
 * @param byClass by class, {@code 1} to {@code 5}; those of which there are any
 * @param older came before the task
 * @param younger came after it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TasksAhead(
        int total, List<TenantShare> byTenant, int otherTenants, Map<String, Integer> byClass, int older, int younger) {
    /**
     * Tasks of one tenant.
     *
     * @param ownerId null for nobody's
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record TenantShare(@Nullable String ownerId, int tasks) {}
}
