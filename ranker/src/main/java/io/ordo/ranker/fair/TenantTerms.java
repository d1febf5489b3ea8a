package io.ordo.ranker.fair;

import org.jspecify.annotations.Nullable;

/**
 * What is agreed with a tenant.
 *
 * @param weight its share, beside those of the others; more than 0, 1 for whom nothing is said
 * @param budget how much urgent work it may ask for, or null for no limit
 */
public record TenantTerms(double weight, @Nullable UrgencyBudget budget) {
    /** The terms of whom nothing is said. */
    public static final TenantTerms USUAL = new TenantTerms(1, null);

    public TenantTerms {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("a weight must be more than 0, was " + weight);
        }
    }
}
