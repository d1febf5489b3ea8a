package io.ordo.scheduler.tenant;

import io.ordo.ranker.fair.TenantTerms;
import java.time.Instant;

/**
 * What was agreed with a tenant.
 *
 * @param updatedBy who said so
 */
public record Agreement(String tenant, TenantTerms terms, Instant updatedAt, String updatedBy) {}
