/**
 * Fairness between tenants as memory beside the ranker: {@link io.ordo.ranker.fair.TagBook} knows how far each tenant
 * is ahead of its share, {@link io.ordo.ranker.fair.UrgencyBook} how much of its urgency budget is left. Both are told
 * what happens, give facts to rank by, and merge with those of other schedulers.
 */
@NullMarked
package io.ordo.ranker.fair;

import org.jspecify.annotations.NullMarked;
