package io.ordo.ranker.fair;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link TagBook} as a value: to be stored, shared between schedulers and taken up again after a restart.
 *
 * @param credit seconds of started work that the virtual time is behind; negative when it ran ahead
 * @param forgiven seconds of work in line that are on nobody's account any more
 * @param usedAt as of when {@code used} of all tenants is
 * @param tenants by name, those who owe or have used something lately or have a weight
 */
public record Tags(double credit, double forgiven, Instant usedAt, Map<String, Tenant> tenants) {
    /** Nobody has asked for anything. */
    public static final Tags EMPTY = new Tags(0, 0, Instant.EPOCH, Map.of());

    public Tags {
        tenants = Map.copyOf(tenants);
    }

    /**
     * One tenant.
     *
     * @param weight its share, more than 0; 1 for whom nothing is said
     * @param owed at each level from 1 to {@link TagBook#LEVELS}, seconds of work it has asked for beyond what its
     *     share has paid for; negative where its share has paid for more
     * @param used seconds of work asked for lately; half of it is forgotten in ten minutes
     * @param owesUntil seconds since the epoch until which it owes at least the rest of the time; 0 for no such instant
     */
    public record Tenant(double weight, List<Double> owed, double used, double owesUntil) {
        public Tenant {
            owed = List.copyOf(owed);
            if (!(weight > 0)) {
                throw new IllegalArgumentException("a weight must be more than 0, was " + weight);
            }
            if (owed.size() != TagBook.LEVELS) {
                throw new IllegalArgumentException("there are " + TagBook.LEVELS + " levels, not " + owed.size());
            }
        }

        private Tenant idle() {
            return new Tenant(weight, Collections.nCopies(TagBook.LEVELS, 0.0), used, owesUntil);
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
        var idle = new HashMap<>(tenants);
        idle.replaceAll((_, tenant) -> tenant.idle());
        return new Tags(0, 0, usedAt, idle);
    }
}
