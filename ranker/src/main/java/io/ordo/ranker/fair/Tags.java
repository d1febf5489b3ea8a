package io.ordo.ranker.fair;

import java.time.Instant;
import java.util.Map;

/**
 * A {@link TagBook} as a value: to be stored, shared between schedulers and taken up again after a restart.
 *
 * @param now the virtual time, in seconds of work for a weight of 1
 * @param credit seconds of started work that the virtual time is behind; negative when it ran ahead
 * @param usedAt as of when {@code used} of all tenants is
 * @param tenants by name, those who are ahead, have used something lately or have a weight; all others stand at now
 */
public record Tags(double now, double credit, Instant usedAt, Map<String, Tenant> tenants) {
    /** Nobody has asked for anything. */
    public static final Tags EMPTY = new Tags(0, 0, Instant.EPOCH, Map.of());

    public Tags {
        tenants = Map.copyOf(tenants);
    }

    /**
     * One tenant.
     *
     * @param weight its share, more than 0; 1 for whom nothing is said
     * @param finish its tag: the virtual time at which its share will have paid for all it has asked for
     * @param used seconds of work asked for lately; half of it is forgotten in ten minutes
     */
    public record Tenant(double weight, double finish, double used) {
        public Tenant {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("a weight must be more than 0, was " + weight);
            }
        }
    }

    /**
     * These tags and what happened at one of the schedulers.
     *
     * @param at when it is added, on the clock of the place where these are stored
     */
    public Tags plus(TagChanges changes, Instant at) {
        var account = new Account(this);
        account.apply(changes);
        account.use(changes, at);
        return account.tags(at);
    }

    /**
     * These tags when nothing is queued: nobody has anything in line. What was told wrongly or not at all, because a
     * scheduler died before it could tell it, is forgotten so.
     */
    public Tags idle() {
        double last = tenants.values().stream().mapToDouble(Tenant::finish).reduce(now, Math::max);
        return new Tags(last, 0, usedAt, tenants);
    }
}
