package io.ordo.ranker.fair;

import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.fair.VirtualTime.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link Tags} that can be written in: the virtual time, and what each tenant has used lately. One thread at a time.
 */
final class Account {
    /** Half of what was used is forgotten in this time. */
    private static final Duration HALF_LIFE = Duration.ofMinutes(10);

    /** The longest a tenant's debt is said to be; its rank is clamped long before. */
    private static final double LONGEST_DEBT = Duration.ofDays(365).toSeconds();

    /** Seconds of work below which a tenant has used nothing. */
    private static final double TRACE = 1e-3;

    final VirtualTime time;

    /** Where used work is brought up to date, far from the limits of numbers. */
    private static final double LARGE = 1e100;

    /** Used work as of {@link #since}. What is used later is added as many times as would be left of it by then. */
    private final Map<String, Double> used = new HashMap<>();

    private Instant since;
    private double usedByAll;
    private double weightOfUsers;

    Account(Tags tags) {
        time = new VirtualTime(tags.now(), tags.credit());
        since = tags.usedAt();
        tags.tenants().forEach((name, tenant) -> {
            time.put(new Tag(name, tenant.weight(), tenant.finish()));
            if (tenant.used() > 0) {
                used.put(name, tenant.used());
            }
            usedByAll += tenant.used();
            weightOfUsers += tenant.used() > 0 ? tenant.weight() : 0;
        });
    }

    TenantStanding standing(Tag tag, int workers, Instant now) {
        double debt = Math.min(time.inLine(tag) / workers, LONGEST_DEBT);
        return new TenantStanding(tag.tenant, Duration.ofMillis(Math.round(debt * 1_000)), usedShare(tag, now));
    }

    void use(String tenant, double work, Instant now) {
        if (used.isEmpty() || growth(now) > LARGE) {
            age(now);
        }
        double grown = work * growth(now);
        double before = used.getOrDefault(tenant, 0.0);
        used.put(tenant, before + grown);
        usedByAll += grown;
        if (before == 0 && grown > 0) {
            weightOfUsers += time.tag(tenant).weight;
        }
    }

    void weigh(String tenant, double weight) {
        var tag = time.tag(tenant);
        weightOfUsers += used.getOrDefault(tenant, 0.0) > 0 ? weight - tag.weight : 0;
        time.weigh(tag, weight);
    }

    void apply(TagChanges changes) {
        changes.weights().forEach(this::weigh);
        changes.tenants().forEach((tenant, work) -> time.charge(time.tag(tenant), work.charged()));
        time.serve(changes.started());
        changes.tenants().forEach((tenant, work) -> {
            var tag = time.tag(tenant);
            time.correct(tag, work.corrected());
            if (work.withdrawn() > 0) {
                time.withdraw(tag, work.withdrawn());
            }
        });
    }

    void use(TagChanges changes, Instant now) {
        changes.tenants().forEach((tenant, work) -> use(tenant, work.charged(), now));
    }

    Tags tags() {
        return tags(since, 1);
    }

    /** As {@link #tags()}, with all use aged to this instant, and without those who have nothing to tell. */
    Tags tags(Instant at) {
        return at.isAfter(since) ? tags(at, growth(at)) : tags();
    }

    private Tags tags(Instant at, double growth) {
        var tenants = new HashMap<String, Tags.Tenant>();
        for (var tag : time.tags()) {
            double lately = used.getOrDefault(tag.tenant, 0.0) / growth;
            if (!time.isSettled(tag) || lately > TRACE) {
                tenants.put(tag.tenant, new Tags.Tenant(tag.weight, tag.finish, lately > TRACE ? lately : 0));
            }
        }
        return new Tags(time.now(), time.credit(), at, tenants);
    }

    private void age(Instant now) {
        double growth = growth(now);
        used.replaceAll((_, work) -> work / growth);
        usedByAll /= growth;
        since = now;
    }

    private double usedShare(Tag tag, Instant now) {
        double own = used.getOrDefault(tag.tenant, 0.0);
        return own == 0 || own / growth(now) < TRACE ? 0 : own / usedByAll / (tag.weight / weightOfUsers);
    }

    private double growth(Instant now) {
        double halfLives = (double) Duration.between(since, now).toMillis() / HALF_LIFE.toMillis();
        return Math.pow(2, Math.max(0, halfLives));
    }
}
