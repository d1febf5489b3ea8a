package io.ordo.scheduler.tenant;

import io.ordo.ranker.fair.TenantTerms;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was agreed with which tenant. Of whom nothing was said weighs 1, and may be urgent without limit. */
public interface Tenants {
    Optional<Agreement> find(String tenant);

    /**
     * Some of them, in the order of their names.
     *
     * @param after the last one known; null for the first ones
     */
    List<Agreement> some(@Nullable String after, int most);

    /** All of them. */
    List<Agreement> all();

    /** Agrees something, whatever it was before. */
    void put(String tenant, TenantTerms terms, String by);

    /**
     * Agrees nothing any more.
     *
     * @return whether there was something
     */
    boolean remove(String tenant);
}
