package io.ordo.ranker;

import java.time.Duration;

/**
 * How a tenant stands in a queue at the moment one of its tasks is ranked.
 *
 * @param tenant its name
 * @param debt how long its share of the workers needs for what it has in line before this task; not negative
 * @param usedShare what it has asked of the workers lately, in multiples of its share; 0 when unknown
 */
public record TenantStanding(String tenant, Duration debt, double usedShare) {
    public TenantStanding {
        if (debt.isNegative() || !(usedShare >= 0)) {
            throw new IllegalArgumentException("neither may be negative: " + debt + ", " + usedShare);
        }
    }
}
