package io.ordo.api.tenant;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed with a tenant.
 *
 * @param id as tasks name it: {@code owner_id}, or {@code organisation} to OpenKAT's clients
 * @param weight its share of the workers, beside the weights of the others
 * @param urgencyBudget how much urgent work it may ask for; null for no limit
 * @param updatedAt when that was agreed; null when nothing was
 * @param updatedBy who said so
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TenantView(
        String id,
        BigDecimal weight,
        @Nullable BudgetView urgencyBudget,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {
    /**
     * How much urgent work somebody may ask for. It comes back evenly.
     *
     * @param work seconds of expected work
     * @param period seconds
     */
    @Serdeable
    public record BudgetView(BigDecimal work, BigDecimal period) {}
}
