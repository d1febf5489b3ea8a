package io.ordo.scheduler.ranking;

import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.factor.DebtFactor;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.scheduler.choosing.Candidates;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks tasks by the rankers of their queues, and remembers what those go by: it is told of every task that starts, is
 * settled, or leaves its queue otherwise. A task is ranked when it is queued and keeps that while it waits.
 */
public final class Ranking {
    /** The factors that look at the priority. */
    public static final List<String> OF_PRIORITY = List.of("class", "deadline", "kat-boefje", "kat-time");

    /** Those, and what depends on the class a task counts in. */
    public static final List<String> OF_CLASS = List.of("class", "deadline", "kat-boefje", "kat-time", "debt");

    private final Panels panels;
    private final RankerVersions versions;
    private final LastRuns lastRuns;
    private final Commits commits;
    private final InstantSource clock;
    private final Paces paces;
    private final Map<String, Books> books = new ConcurrentHashMap<>();
    private volatile Map<String, TenantTerms> agreed = Map.of();

    /** @param clock an estimate of the database's */
    public Ranking(Queues queues, RankerVersions versions, LastRuns lastRuns, Commits commits, InstantSource clock) {
        this.panels = new Panels(queues, commits, clock);
        this.versions = versions;
        this.lastRuns = lastRuns;
        this.commits = commits;
        this.clock = clock;
        this.paces = new Paces(clock);
    }

    /** From now on candidates rank beside the rankers of the queues, and are heard. */
    public Ranking beside(Candidates others) {
        panels.beside(others);
        return this;
    }

    /**
     * Ranks tasks that are queued now, in the order in which they come, and charges their tenants. Within a
     * transaction that is not committed this is taken back.
     */
    public List<Ranked> rank(List<Newcomer> newcomers) {
        var runs = lastRuns.of(newcomers, queue -> panels.of(queue).weighsHistory());
        return newcomers.stream()
                .map(newcomer -> rank(newcomer, runs.getOrDefault(newcomer.queue(), Map.of())))
                .toList();
    }

    /** Ranks those of the tasks that are queued as soon as they are made; the others are ranked when they are due. */
    public List<NewTask> admit(List<NewTask> tasks) {
        var due = tasks.stream().filter(NewTask::isDue).toList();
        var ranks = rank(due.stream().map(Newcomer::of).toList()).iterator();
        return tasks.stream()
                .map(task -> task.isDue() ? task.ranked(ranks.next()) : task)
                .toList();
    }

    /** What comes of making tasks; when it fails outside of a transaction, nobody was charged for them. */
    public <T> T orWithdrawn(List<NewTask> ranked, Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException failure) {
            if (!commits.isOngoing()) {
                withdrawn(ranked);
            }
            throw failure;
        }
    }

    /** Tasks that were ranked are not made after all. */
    public void withdrawn(List<NewTask> ranked) {
        ranked.forEach(task -> withdrawn(task.task().work().queue(), task.charge()));
    }

    /** As {@link #rank(List)}, of one. */
    public Ranked rank(Newcomer newcomer) {
        return rank(List.of(newcomer)).getFirst();
    }

    /**
     * Ranks a task again that is queued and has been ranked before, by the ranker its queue has now. By the same ranker
     * only what depends on the priority is looked at again, so that it keeps its place but for that.
     */
    public Ranked again(Newcomer newcomer, Ranked before) {
        var version = panels.live(newcomer.queue());
        if (version.id() == before.ranker()) {
            return asNow(version, newcomer, before);
        }
        var debt = debt(before);
        if (debt.isEmpty() && version.weighsDebt()) {
            var charged = before.charge(newcomer.tenant());
            withdrawn(newcomer.queue(), charged);
            commits.unless(() -> requeued(newcomer.queue(), charged));
            return rank(newcomer);
        }
        var tenant = newcomer.tenant();
        var standing = tenant == null ? null : new TenantStanding(tenant, debt.orElse(Duration.ZERO), 0);
        var charged = before.level() == null ? null : before.expected(); // what will be given back one day
        var expected = charged == null && version.weighsDuration()
                ? of(newcomer.queue()).expected(newcomer)
                : charged;
        var facts = Books.facts(newcomer, or(expected), standing).build();
        return ranked(version, newcomer, new Known(facts, expected, before.level()));
    }

    private Ranked asNow(RankerVersion version, Newcomer newcomer, Ranked before) {
        var tenant = newcomer.tenant();
        boolean isCharged = tenant != null && before.level() != null;
        var charging = panels.of(newcomer.queue()).level(newcomer.priority(), false);
        int level = charging == null ? version.ranker().level(newcomer.priority(), false) : charging;
        boolean counts = isCharged && !Objects.equals(level, before.level());
        var standing = counts ? counted(newcomer, before, level) : unknown(tenant);
        var facts = Books.facts(newcomer, or(before.expected()), standing).build();
        var offsets = before.offsets().stream().mapToLong(Long::longValue).toArray();
        long rank = version.ranker().rankAgain(facts, offsets, counts ? OF_CLASS : OF_PRIORITY);
        return new Ranked(
                rank, before.arrival(), version.id(), before.expected(), isCharged ? level : null, list(offsets));
    }

    /** What its tenant owes for its other tasks, when it counts in another class from now on. */
    private TenantStanding counted(Newcomer newcomer, Ranked before, int level) {
        var books = of(newcomer.queue());
        var tenant = Objects.requireNonNull(newcomer.tenant());
        var expected = or(before.expected());
        int old = Objects.requireNonNull(before.level());
        books.tags.withdrawn(tenant, old, expected);
        var standing = books.tags.standing(tenant, level, clock.instant());
        books.tags.requeued(tenant, level, expected);
        commits.unless(() -> {
            books.tags.withdrawn(tenant, level, expected);
            books.tags.requeued(tenant, old, expected);
        });
        return standing;
    }

    private static @Nullable TenantStanding unknown(@Nullable String tenant) {
        return tenant == null ? null : new TenantStanding(tenant, Duration.ZERO, 0);
    }

    /** How a tenant stands in every queue there were tasks in since the start. */
    public List<QueueStanding> standings(String tenant) {
        var now = clock.instant();
        return books.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().standing(entry.getKey(), tenant, now))
                .toList();
    }

    /** How a tenant stands in a queue for a task that counts in that class: by all that it has in line. */
    public TenantStanding standing(String queue, String tenant, int level) {
        return of(queue).tags.standing(tenant, level, clock.instant());
    }

    /** Sets what a tenant owes in a queue. Tasks that are queued already stand where they stand. */
    public void owe(String queue, String tenant, Duration debt) {
        of(queue).tags.debt(tenant, debt, clock.instant());
    }

    /** The number of the ranker a queue has now. */
    long current(String queue) {
        return panels.live(queue).id();
    }

    /** What its tenant was charged for it; empty when nobody was. */
    private Optional<Duration> debt(Ranked before) {
        return before.level() == null
                ? Optional.empty()
                : versions.find(before.ranker()).flatMap(old -> {
                    var factors = old.ranker().factors();
                    for (int i = 0; i < factors.size(); i++) {
                        if (factors.get(i) instanceof DebtFactor debt && debt.weight() > 0) {
                            return Optional.of(Duration.ofMillis(
                                    Math.round(before.offsets().get(i) / debt.weight())));
                        }
                    }
                    return Optional.empty();
                });
    }

    private Ranked rank(Newcomer newcomer, Map<String, Instant> runs) {
        var panel = panels.of(newcomer.queue());
        var lastRun = newcomer.sort() == null ? null : runs.get(newcomer.sort());
        var known = of(newcomer.queue()).charge(panel, newcomer, lastRun, clock.instant());
        var ranked = ranked(panel.live(), newcomer, known);
        if (ranked.level() != null && commits.isOngoing()) {
            commits.unless(() -> withdrawn(newcomer.queue(), ranked.charge(newcomer.tenant())));
        }
        panels.ranked(panel, newcomer, known.facts(), ranked);
        return ranked;
    }

    private static Ranked ranked(RankerVersion version, Newcomer newcomer, Known known) {
        var offsets = new long[version.ranker().factors().size()];
        long rank = version.ranker().rank(known.facts(), offsets);
        return new Ranked(rank, newcomer.arrival(), version.id(), known.expected(), known.level(), list(offsets));
    }

    /** A task is popped. */
    public void started(Task task, @Nullable Charge charge) {
        paces.started(task.work().queue());
        var sort = Newcomer.sort(task);
        if (sort != null || charge != null) {
            of(task.work().queue()).started(task.id(), sort, charge);
        }
    }

    /** An attempt of a task is over, and took so long. */
    public void settled(String queue, UUID task, @Nullable Charge charge, Duration ran) {
        of(queue).settled(task, charge, ran);
    }

    /** A task that was popped is queued again where it stood. */
    public void requeued(String queue, @Nullable Charge charge) {
        if (charge != null) {
            of(queue).tags.requeued(charge.tenant(), charge.level(), charge.expected());
        }
    }

    /** A task waits no longer that nobody popped. Within a transaction it counts once that is committed. */
    public void withdrawn(Withdrawn task) {
        commits.afterwards(() -> withdrawn(task.queue(), task.charge()));
    }

    private void withdrawn(String queue, @Nullable Charge charge) {
        if (charge != null) {
            of(queue).tags.withdrawn(charge.tenant(), charge.level(), charge.expected());
        }
    }

    /** How fast tasks start, and who asks for them: it is told here of both. */
    public Paces paces() {
        return paces;
    }

    /** What was agreed with the tenants: with those left out, nothing. */
    void agree(Map<String, TenantTerms> terms) {
        agreed = Map.copyOf(terms);
        books.values().forEach(one -> one.agree(agreed));
    }

    /** The books of all queues that have any, by queue. */
    Map<String, Books> books() {
        return books;
    }

    private Books of(String queue) {
        return books.computeIfAbsent(queue, _ -> new Books(agreed));
    }

    private static Duration or(@Nullable Duration expected) {
        return expected == null ? Facts.UNKNOWN_DURATION : expected;
    }

    private static List<Long> list(long[] offsets) {
        return LongStream.of(offsets).boxed().toList();
    }
}
