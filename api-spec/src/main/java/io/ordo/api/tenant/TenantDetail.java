package io.ordo.api.tenant;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, and how it stands.
 *
 * @param queues those whose ranker weighs debts or classes, and that have had tasks of any tenant lately
 */
@Serdeable
public record TenantDetail(TenantView tenant, List<StandingView> queues) {
    /**
     * How a tenant stands in a queue.
     *
     * @param debt seconds its share of the workers needs for what it has in line
     * @param debtByClass the same for work of class 1, of classes 1 and 2, and so on to 5
     * @param usedShare work it asked for lately, as a multiple of its share of what all asked for
     * @param urgencyLeft seconds of urgent work it may still ask for at once; null without a budget
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record StandingView(
            String queue,
            BigDecimal debt,
            List<BigDecimal> debtByClass,
            BigDecimal usedShare,
            @Nullable BigDecimal urgencyLeft) {}
}
