package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.commit.Commits;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks tasks by the rankers of their queues, and remembers what those go by: it is told of every task that starts, is
 * settled, or leaves its queue otherwise. A task is ranked when it is queued and keeps that while it waits.
 */
public final class Ranking {
    /** What changes with the priority of a task. */
    public static final Set<Fact> OF_PRIORITY = Set.of(Fact.PRIORITY, Fact.CLASS);

    /** The same where its tenant is charged for it in another class then. */
    public static final Set<Fact> OF_CLASS = Set.of(Fact.PRIORITY, Fact.CLASS, Fact.DEBT);

    private final Panels panels;
    private final RankedBefore rankedBefore;
    private final LastRuns lastRuns;
    private final Commits commits;
    private final InstantSource clock;
    private final Map<String, Books> books = new ConcurrentHashMap<>();
    private volatile Map<String, TenantTerms> agreed = Map.of();

    /** @param clock an estimate of the database's */
    public Ranking(Queues queues, RankerVersions versions, LastRuns lastRuns, Commits commits, InstantSource clock) {
        this.panels = new Panels(queues, commits, clock);
        this.rankedBefore = new RankedBefore(this, panels, versions, commits, clock);
        this.lastRuns = lastRuns;
        this.commits = commits;
        this.clock = clock;
    }

    /** From now on candidates rank beside the rankers of the queues, and are heard. */
    public Ranking beside(KnownShadows others) {
        panels.beside(others);
        return this;
    }

    /**
     * Ranks tasks that are queued now, in the order in which they come, and charges their tenants. Within a
     * transaction that is not committed this is taken back.
     */
    public List<Ranked> rank(List<Newcomer> newcomers) {
        var runs = lastRuns.of(newcomers, queue -> panels.of(queue).looksAt(Fact.LAST_RUN));
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
        var runs = lastRuns.of(List.of(newcomer), queue -> panels.of(queue).looksAt(Fact.LAST_RUN));
        var lastRun = newcomer.sort() == null
                ? null
                : runs.getOrDefault(newcomer.queue(), Map.of()).get(newcomer.sort());
        return rankedBefore.again(newcomer, before, lastRun);
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

    static Ranked ranked(RankerVersion version, Newcomer newcomer, Known known) {
        var offsets = new long[version.ranker().factors().size()];
        long rank = version.ranker().rank(known.facts(), offsets);
        return new Ranked(rank, newcomer.arrival(), version.id(), known.expected(), known.level(), list(offsets));
    }

    /** A task is popped. */
    public void started(Task task, @Nullable Charge charge) {
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

    void withdrawn(String queue, @Nullable Charge charge) {
        if (charge != null) {
            of(queue).tags.withdrawn(charge.tenant(), charge.level(), charge.expected());
        }
    }

    /** The queues that tasks with deadlines came to since this was asked last, where deadlines count. */
    public Set<String> takeQueuesWithDeadlines() {
        return books.entrySet().stream()
                .filter(entry -> entry.getValue().takeNewDeadlines())
                .map(Map.Entry::getKey)
                .filter(queue -> panels.of(queue).looksAt(Fact.LATENESS))
                .collect(Collectors.toSet());
    }

    /** Somebody looked how far a queue reaches. */
    public void foresee(String queue, Outlook outlook) {
        of(queue).foresee(outlook);
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

    Books of(String queue) {
        return books.computeIfAbsent(queue, _ -> new Books(agreed));
    }

    static Duration or(@Nullable Duration expected) {
        return expected == null ? Facts.UNKNOWN_DURATION : expected;
    }

    static List<Long> list(long[] offsets) {
        return LongStream.of(offsets).boxed().toList();
    }
}
