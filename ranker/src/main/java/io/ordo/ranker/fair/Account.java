package io.ordo.ranker.fair;

import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.fair.VirtualTime.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Tags} that can be written in: what each tenant has in line, and what it has used lately. One thread at a time.
 */
final class Account {
    /** Half of what was used is forgotten in this time. */
    private static final Duration HALF_LIFE = Duration.ofMinutes(10);

    /** The longest a tenant's debt is said to be; its rank is clamped long before. */
    private static final double LONGEST_DEBT = Duration.ofDays(365).toSeconds();

    /** Seconds of work below which a tenant has used nothing. */
    private static final double TRACE = 1e-3;

    /** Where used work is brought up to date, far from the limits of numbers. */
    private static final double LARGE = 1e100;

    private final VirtualTime time;
    private final Map<String, Tenant> tenants = new HashMap<>();
    private Instant since;
    private double usedByAll;
    private double weightOfUsers;

    /** What is known of one tenant. */
    static final class Tenant {
        private final String name;
        private final Tag tag;

        /** As of {@link #since}. What is used later is added as many times as would be left of it by then. */
        private double used;

        private double owesUntil;

        private Tenant(String name, Tag tag) {
            this.name = name;
            this.tag = tag;
        }
    }

    Account(Tags tags) {
        time = new VirtualTime(tags.credit(), tags.forgiven());
        since = tags.usedAt();
        tags.tenants().forEach((name, stored) -> {
            var tenant = new Tenant(name, time.open(stored.weight(), stored.owed()));
            tenant.used = stored.used();
            tenant.owesUntil = stored.owesUntil();
            tenants.put(name, tenant);
            usedByAll += stored.used();
            weightOfUsers += stored.used() > 0 ? stored.weight() : 0;
        });
    }

    Tenant tenant(String name) {
        return tenants.computeIfAbsent(name, _ -> new Tenant(name, time.open(1)));
    }

    /** How a tenant stands; whom nobody knows is not remembered for being asked after. */
    TenantStanding standing(String name, int level, int workers, Instant now) {
        var tenant = tenants.get(name);
        return tenant == null ? new TenantStanding(name, Duration.ZERO, 0) : standing(tenant, level, workers, now);
    }

    TenantStanding standing(Tenant tenant, int level, int workers, Instant now) {
        double debt = time.inLine(tenant.tag, level) / workers;
        if (tenant.owesUntil > 0) {
            debt = Math.max(debt, tenant.owesUntil - seconds(now));
        }
        long millis = Math.round(Math.min(debt, LONGEST_DEBT) * 1_000);
        return new TenantStanding(tenant.name, Duration.ofMillis(millis), usedShare(tenant, now));
    }

    void charge(Tenant tenant, int level, double work) {
        time.charge(tenant.tag, level, work);
    }

    void serve(double work) {
        time.serve(work);
    }

    void correct(Tenant tenant, int level, double more) {
        time.correct(tenant.tag, level, more);
    }

    void withdraw(Tenant tenant, int level, double work) {
        time.withdraw(tenant.tag, level, work);
    }

    /** How much work the tenant would have to be forgiven to have no more in line than this for one worker. */
    List<Double> beyond(Tenant tenant, double most) {
        return time.beyond(tenant.tag, most);
    }

    void forgive(Tenant tenant, List<Double> work) {
        time.forgive(tenant.tag, work);
    }

    void oweUntil(Tenant tenant, double seconds) {
        tenant.owesUntil = seconds;
    }

    void weigh(Tenant tenant, double weight) {
        weightOfUsers += tenant.used > 0 ? weight - tenant.tag.weight() : 0;
        time.weigh(tenant.tag, weight);
    }

    void use(Tenant tenant, double work, Instant now) {
        double growth = growth(now);
        if (usedByAll == 0 || growth > LARGE) {
            age(now, growth);
            growth = 1;
        }
        weightOfUsers += tenant.used == 0 && work > 0 ? tenant.tag.weight() : 0;
        tenant.used += work * growth;
        usedByAll += work * growth;
    }

    void apply(TagChanges changes) {
        changes.weights().forEach((name, weight) -> weigh(tenant(name), weight));
        changes.levels()
                .forEach((level, told) -> told.forEach((name, work) -> charge(tenant(name), level, work.charged())));
        serve(changes.started());
        changes.levels()
                .forEach((level, told) -> told.forEach((name, work) -> {
                    correct(tenant(name), level, work.corrected());
                    withdraw(tenant(name), level, work.withdrawn());
                }));
        changes.forgiven().forEach((name, work) -> forgive(tenant(name), work));
        changes.owesUntil().forEach((name, seconds) -> oweUntil(tenant(name), seconds));
    }

    void use(TagChanges changes, Instant now) {
        changes.levels().values().forEach(told -> told.forEach((name, work) -> use(tenant(name), work.charged(), now)));
    }

    Tags tags() {
        return tags(since, 1);
    }

    /** As {@link #tags()}, with all use aged to this instant, and without those who have nothing to tell. */
    Tags tags(Instant at) {
        return at.isAfter(since) ? tags(at, growth(at)) : tags();
    }

    private Tags tags(Instant at, double growth) {
        var known = new HashMap<String, Tags.Tenant>();
        for (var tenant : tenants.values()) {
            double lately = tenant.used / growth > TRACE ? tenant.used / growth : 0;
            double owesUntil = tenant.owesUntil > seconds(at) ? tenant.owesUntil : 0;
            var owed = time.owed(tenant.tag);
            boolean isKnown = tenant.tag.weight() != 1 || lately > 0 || owesUntil > 0;
            if (isKnown || owed.stream().anyMatch(work -> work > 0)) {
                known.put(tenant.name, new Tags.Tenant(tenant.tag.weight(), owed, lately, owesUntil));
            }
        }
        return new Tags(time.credit(), time.forgiven(), at, known);
    }

    private void age(Instant now, double growth) {
        usedByAll /= growth;
        weightOfUsers = 0;
        for (var tenant : tenants.values()) {
            tenant.used /= growth;
            weightOfUsers += tenant.used > 0 ? tenant.tag.weight() : 0;
        }
        since = now;
    }

    private double usedShare(Tenant tenant, Instant now) {
        return tenant.used == 0 || tenant.used / growth(now) < TRACE
                ? 0
                : tenant.used / usedByAll / (tenant.tag.weight() / weightOfUsers);
    }

    private double growth(Instant now) {
        double halfLives = (double) (now.toEpochMilli() - since.toEpochMilli()) / HALF_LIFE.toMillis();
        return Math.pow(2, Math.max(0, halfLives));
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1_000.0;
    }
}
