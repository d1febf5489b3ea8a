package io.ordo.scheduler.tenant;

import io.ordo.ranker.fair.TenantTerms;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was agreed with which tenant. Of whom nothing was said weighs 1, and may be urgent without limit. */
public interface Tenants {
    /** With so many something may be agreed: every scheduler reads all of it every second. */
    int MOST = 10_000;

    Optional<Agreement> find(String tenant);

    /**
     * Some of them, in the order of their names.
     *
     * @param after the last one known; null for the first ones
     */
    List<Agreement> some(@Nullable String after, int most);

    /** All of them. */
    List<Agreement> all();

    /**
     * Agrees something else. Nobody else agrees anything meanwhile, so that two who change different terms both do.
     *
     * @param change what was agreed before, the usual terms when nothing was, to what is agreed now; what it throws
     *     changes nothing
     * @return what is agreed now; empty when nothing was and there are {@link #MOST} others already
     */
    Optional<Agreement> change(String tenant, UnaryOperator<TenantTerms> change, String by);

    /**
     * Agrees nothing any more.
     *
     * @return whether there was something
     */
    boolean remove(String tenant);
}
