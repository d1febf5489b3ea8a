package io.ordo.ranker.fair;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tenants have spent of their {@link UrgencyBudget}s, so that calling everything urgent helps nobody for long: a
 * task that asks to be urgent when the budget is spent is ranked with {@link io.ordo.ranker.Facts#overBudget}. Who has
 * no budget may spend without limit.
 *
 * <p>The account of a tenant is one instant, until which its budget is spent (the generic cell rate algorithm of ATM
 * networks); several books merge as {@link TagBook}s do, and between merges each may let through what the others have.
 * For several threads.
 */
public final class UrgencyBook {
    private final Map<String, Agreed> budgets = new HashMap<>();
    private Map<String, Double> spentUntil = new HashMap<>();
    private Map<String, Double> since = new HashMap<>();

    /**
     * From now on the tenant may ask for so much.
     *
     * @param since when that was agreed, on the clock of the ranking
     */
    public synchronized void budget(String tenant, UrgencyBudget budget, Instant since) {
        budgets.put(tenant, new Agreed(budget, since));
    }

    /** From now on the tenant may ask for as much as it likes. */
    public synchronized void unlimited(String tenant) {
        budgets.remove(tenant);
    }

    /**
     * A task asks to be urgent.
     *
     * @param expected how long it will probably take
     * @param now the clock of the ranking
     * @return whether it may be; if not, nothing is spent
     */
    public synchronized boolean spend(String tenant, Duration expected, Instant now) {
        var agreed = budgets.get(tenant);
        if (agreed == null) {
            return true;
        }
        var budget = agreed.budget();
        double cost = budget.cost(expected);
        double from = Math.max(spentUntil.getOrDefault(tenant, 0.0), seconds(now));
        if (from + cost - seconds(now) > TagBook.seconds(budget.period())) {
            return false;
        }
        spentUntil.put(tenant, from + cost);
        since.merge(tenant, cost, Double::sum);
        return true;
    }

    /**
     * A task that was urgent was not queued after all, or is urgent no more: what was spent on it is there again. Of a
     * budget that was agreed later it has spent nothing.
     *
     * @param asked when it asked to be urgent, or an instant before that
     */
    public synchronized void giveBack(String tenant, Duration expected, Instant asked) {
        var agreed = budgets.get(tenant);
        if (agreed != null && !agreed.since().isAfter(asked)) {
            double cost = agreed.budget().cost(expected);
            spentUntil.computeIfPresent(tenant, (_, until) -> until - cost);
            since.merge(tenant, -cost, Double::sum);
        }
    }

    /** How much urgent work the tenant may still ask for at once; its whole budget at most, empty without a budget. */
    public synchronized Optional<Duration> left(String tenant, Instant now) {
        return Optional.ofNullable(budgets.get(tenant)).map(Agreed::budget).map(budget -> {
            double spent = Math.max(0, spentUntil.getOrDefault(tenant, 0.0) - seconds(now));
            double share = Math.max(0, 1 - spent / TagBook.seconds(budget.period()));
            return Duration.ofMillis(Math.round(budget.work().toMillis() * share));
        });
    }

    /** Seconds of the period spent here since the last {@link #adopt}, by tenant; negative for given back. */
    public synchronized Map<String, Double> changes() {
        return Map.copyOf(since);
    }

    /**
     * Adds what was spent at one scheduler to what all have spent.
     *
     * @param stored until when each tenant's budget is spent, in seconds since the epoch
     * @return the same, to be stored; without those who have all their budget again
     */
    public static Map<String, Double> plus(Map<String, Double> stored, Map<String, Double> changes, Instant now) {
        var sum = new HashMap<>(stored);
        changes.forEach((tenant, cost) ->
                sum.merge(tenant, seconds(now) + cost, (until, _) -> Math.max(until, seconds(now)) + cost));
        sum.values().removeIf(until -> until <= seconds(now));
        return Map.copyOf(sum);
    }

    /**
     * Takes over what all books together know.
     *
     * @param shared has {@code told} in it
     * @param told as {@link #changes} returned it since the last time
     */
    public synchronized void adopt(Map<String, Double> shared, Map<String, Double> told, Instant now) {
        var rest = new HashMap<String, Double>();
        since.forEach((tenant, cost) -> {
            double left = cost - told.getOrDefault(tenant, 0.0);
            if (left != 0) {
                rest.put(tenant, left);
            }
        });
        since = rest;
        spentUntil = new HashMap<>(plus(shared, rest, now));
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1_000.0;
    }

    /** A budget, and since when it holds. */
    private record Agreed(UrgencyBudget budget, Instant since) {}
}
