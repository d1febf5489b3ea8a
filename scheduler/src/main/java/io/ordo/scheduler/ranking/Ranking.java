package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Asking;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Withdrawn;
import io.ordo.scheduler.tenant.Agreement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private volatile Map<String, Agreement> agreed = Map.of();

    /** @param clock an estimate of the database's */
    public Ranking(Queues queues, RankerVersions versions, LastRuns lastRuns, Commits commits, InstantSource clock) {
        this.panels = new Panels(queues, clock);
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
        var reckoned = reckon(newcomers);
        settle(reckoned);
        return reckoned.stream().map(Reckoned::ranked).toList();
    }

    /** As {@link #rank(List)}, of one. */
    public Ranked rank(Newcomer newcomer) {
        return rank(List.of(newcomer)).getFirst();
    }

    /** Ranks those of the tasks that are queued as soon as they are made; the others are ranked when they are due. */
    public List<NewTask> admit(List<NewTask> tasks) {
        return admit(tasks, Function.identity(), (_, _) -> true);
    }

    /**
     * As {@link #admit(List)}, of tasks that are made then and there. A task that is not made costs nobody anything,
     * and no task does when making them fails.
     *
     * @param isMade whether a task was, by what came of making them
     */
    public <T> T admit(List<NewTask> tasks, Function<List<NewTask>, T> making, BiPredicate<T, NewTask> isMade) {
        var due = tasks.stream().filter(NewTask::isDue).toList();
        var reckoned = reckon(due.stream().map(Newcomer::of).toList());
        var next = reckoned.iterator();
        var ranked = tasks.stream()
                .map(task -> task.isDue() ? task.ranked(next.next().ranked()) : task)
                .toList();
        var made = orTakenBack(reckoned.stream().map(Reckoned::bill).toList(), () -> making.apply(ranked));
        var parts = IntStream.range(0, due.size())
                .boxed()
                .collect(Collectors.partitioningBy(
                        i -> isMade.test(made, due.get(i)), Collectors.mapping(reckoned::get, Collectors.toList())));
        parts.getOrDefault(false, List.of()).forEach(one -> one.bill().takeBack());
        settle(parts.getOrDefault(true, List.of()));
        return made;
    }

    private static <T> T orTakenBack(List<Bill> bills, Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException failure) {
            bills.forEach(Bill::takeBack);
            throw failure;
        }
    }

    /** Once the running transaction is committed, or not; at once where there is none. */
    private void settle(List<Reckoned> reckoned) {
        commits.afterwards(() -> reckoned.forEach(Reckoned::keep));
        commits.unless(() -> reckoned.forEach(one -> one.bill().takeBack()));
    }

    /**
     * Ranks a task again that is queued and has been ranked before, by another ranker its queue has now. What it has
     * spent of the urgency budget of its tenant is not spent again.
     */
    public Ranked again(Newcomer newcomer, Ranked before) {
        return rankedBefore.again(asking(newcomer, rankedBefore.overBudget(newcomer, before)), before);
    }

    /**
     * Ranks a task again that has been ranked before and has another priority now. By the same ranker only what depends
     * on the priority is looked at again, so that it keeps its place but for that. To become urgent costs as much as to
     * arrive so, and who is urgent no more gives that back.
     *
     * @param priorityBefore another than it has now
     */
    public Ranked changed(Newcomer newcomer, Ranked before, int priorityBefore) {
        return rankedBefore.changed(asking(newcomer, null), before, priorityBefore);
    }

    private Asking asking(Newcomer newcomer, @Nullable Boolean overBudget) {
        var runs = lastRuns.of(List.of(newcomer), queue -> panels.of(queue).looksAt(Fact.LAST_RUN));
        return asking(newcomer, runs, overBudget);
    }

    private static Asking asking(
            Newcomer newcomer, Map<String, Map<String, Instant>> runs, @Nullable Boolean overBudget) {
        var lastRun = newcomer.sort() == null
                ? null
                : runs.getOrDefault(newcomer.queue(), Map.of()).get(newcomer.sort());
        return new Asking(newcomer, lastRun, overBudget);
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
    void owe(String queue, String tenant, Duration debt) {
        of(queue).tags.debt(tenant, debt, clock.instant());
    }

    /** The number of the ranker a queue has now. */
    long current(String queue) {
        return panels.live(queue).id();
    }

    private List<Reckoned> reckon(List<Newcomer> newcomers) {
        var runs = lastRuns.of(newcomers, queue -> panels.of(queue).looksAt(Fact.LAST_RUN));
        var open = new ArrayList<Bill>();
        return orTakenBack(
                open,
                () -> newcomers.stream()
                        .map(newcomer -> reckon(asking(newcomer, runs, null), open))
                        .toList());
    }

    private Reckoned reckon(Asking asking, List<Bill> open) {
        var newcomer = asking.newcomer();
        var panel = panels.of(newcomer.queue());
        var charged = of(newcomer.queue()).charge(panel, asking, clock.instant());
        open.add(charged.bill());
        var ranked = ranked(panel.live(), newcomer, charged.known());
        return new Reckoned(
                ranked,
                charged.bill(),
                panels.heard(panel, newcomer, charged.known().facts(), ranked));
    }

    static Ranked ranked(RankerVersion version, Newcomer newcomer, Known known) {
        var offsets = new long[version.ranker().factors().size()];
        long rank = version.ranker().rank(known.facts(), offsets);
        return new Ranked(rank, newcomer.arrival(), version.id(), known.expected(), known.level(), list(offsets));
    }

    /** A task is popped. */
    public void started(Task task, @Nullable Charge charge) {
        of(task.work().queue()).started(task.id(), Newcomer.sort(task), charge);
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
        var charged = of(task.queue()); // the queue may be removed and made again until then
        commits.afterwards(() -> withdrawn(charged, task.charge()));
    }

    void withdrawn(String queue, @Nullable Charge charge) {
        withdrawn(of(queue), charge);
    }

    private static void withdrawn(Books charged, @Nullable Charge charge) {
        if (charge != null) {
            charged.tags.withdrawn(charge.tenant(), charge.level(), charge.expected());
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
    void agree(Map<String, Agreement> agreements) {
        agreed = Map.copyOf(agreements);
        books.values().forEach(one -> one.agree(agreed));
    }

    /** A queue was removed, and what is remembered of it with it. */
    public void forget(String queue) {
        books.remove(queue);
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

    /**
     * A rank, and what it cost.
     *
     * @param heard to be done when the task is queued
     */
    private record Reckoned(Ranked ranked, Bill bill, Runnable heard) {
        void keep() {
            bill.keep();
            heard.run();
        }
    }
}
