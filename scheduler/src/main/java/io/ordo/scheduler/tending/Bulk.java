package io.ordo.scheduler.tending;

import io.ordo.scheduler.commit.Commits;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing to all tasks a filter finds, some in each transaction and no more than {@link #MOST} at once. What
 * fails on the way leaves done what was done before; asking again does the rest. As a part of a larger transaction it
 * does {@link #MOST_TOGETHER} or nothing.
 */
public final class Bulk {
    /** The most tasks of one request. */
    public static final int MOST = 10_000;

    /** The most tasks of one transaction: pops wait for the rows it holds. */
    public static final int MOST_TOGETHER = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);

    /** Few, because tasks that are done again are read with their payloads. */
    private static final int BATCH = 100;

    private final Commits commits;
    private final Stores stores;
    private final Prioritiser prioritiser;
    private final Repeater repeater;
    private final Canceller canceller;

    public Bulk(Commits commits, Stores stores, Prioritiser prioritiser, Repeater repeater, Canceller canceller) {
        this.commits = commits;
        this.stores = stores;
        this.prioritiser = prioritiser;
        this.repeater = repeater;
        this.canceller = canceller;
    }

    /** Cancels what has not ended. */
    public Tally cancel(TaskFilter filter, boolean isDryRun) {
        return cancel("cancel", filter, Scope.LIVE, isDryRun);
    }

    /** Cancels what is queued or pending in a queue. */
    public Tally clear(String queue, boolean isDryRun) {
        return cancel("clear", TaskFilter.ofQueue(queue), Scope.WAITING, isDryRun);
    }

    /** Cancels what is queued in a queue, however much that is. */
    public int cancelQueued(String queue) {
        Finder<QueuedTask> finder =
                (last, limit) -> stores.lookup().queued(queue, last == null ? null : last.place(), limit);
        int cancelled = 0;
        boolean more = true;
        while (more) {
            var tally = run(
                    "empty",
                    finder,
                    false,
                    found -> Done.all(canceller.cancel(
                            found.stream().map(one -> one.place().task()).toList(), Scope.WAITING)));
            cancelled += tally.done().count();
            more = tally.more();
        }
        return cancelled;
    }

    /**
     * Changes the priority of what is queued or pending.
     *
     * @param by who does
     */
    public Tally reprioritise(TaskFilter filter, int priority, String by, boolean isDryRun) {
        return run(
                "reprioritise",
                finder(filter, Scope.WAITING),
                isDryRun,
                found -> Done.all(
                        prioritiser.set(found.stream().map(TaskSummary::id).toList(), priority, by)));
    }

    /** Does again what has ended and was not done again yet. */
    public Tally retry(TaskFilter filter, boolean isDryRun) {
        return run(
                "retry",
                alone(finder(filter, Scope.ENDED)),
                isDryRun,
                found -> repeat(found.stream().map(TaskSummary::id).toList()));
    }

    /** Does dead letters again that were not done again yet, those that failed last first. */
    public Tally redrive(DeadLetter.Filter filter, boolean isDryRun) {
        if (isDryRun && filter.queue() != null && !repeater.knows(filter.queue())) {
            return new Tally(Done.NOTHING, false);
        }
        Finder<DeadLetter> finder =
                (last, limit) -> stores.deadLetters().list(filter, last == null ? null : last.spot(), limit);
        return run(
                "redrive",
                alone(finder),
                isDryRun,
                found -> repeat(found.stream().map(DeadLetter::id).toList()));
    }

    private <T> Tally run(String action, Finder<T> finder, boolean isDryRun, Function<List<T>, Done> work) {
        int most = commits.isOngoing() ? MOST_TOGETHER : MOST;
        if (isDryRun) {
            int found = finder.after(null, most + 1).size();
            return new Tally(Done.all(Math.min(found, most)), found > most);
        }
        var walk = new Walk<>(finder, work, most);
        while (commits.together(walk::step)) {
            LOG.debug("bulk_stepped action={} looked_at={}", action, walk.found);
        }
        LOG.info(
                "bulk_done action={} found={} done={} refused={}",
                action,
                walk.found,
                walk.done.count(),
                walk.done.refused());
        return new Tally(walk.done, walk.found >= most);
    }

    private Finder<TaskSummary> finder(TaskFilter filter, Scope scope) {
        return (last, limit) -> stores.lookup().list(filter, scope, last == null ? null : last.id(), limit);
    }

    /** Whoever finds what was not done again yet must be alone with that until it is. */
    private <T> Finder<T> alone(Finder<T> finder) {
        return (last, limit) -> {
            stores.interventions().lockRepeats();
            return finder.after(last, limit);
        };
    }

    private Tally cancel(String action, TaskFilter filter, Scope scope, boolean isDryRun) {
        return run(
                action,
                finder(filter, scope),
                isDryRun,
                found -> Done.all(
                        canceller.cancel(found.stream().map(TaskSummary::id).toList(), scope)));
    }

    private Done repeat(List<UUID> ids) {
        return repeater.repeat(stores.lookup().tasks(ids));
    }

    /**
     * What came of it.
     *
     * @param done to how many tasks, or in a dry run what the filter finds
     * @param more whether the filter may find more than could be done at once
     */
    public record Tally(Done done, boolean more) {}

    /** What finds tasks and what changes them. */
    public record Stores(TaskLookup lookup, DeadLetters deadLetters, Interventions interventions) {}

    @FunctionalInterface
    private interface Finder<T> {
        List<T> after(@Nullable T last, int limit);
    }

    private static final class Walk<T> {
        private final Finder<T> finder;
        private final Function<List<T>, Done> work;
        private final int most;
        private @Nullable T last;
        private int found;
        private Done done = Done.NOTHING;

        Walk(Finder<T> finder, Function<List<T>, Done> work, int most) {
            this.finder = finder;
            this.work = work;
            this.most = most;
        }

        /** Whether there may be more to do. */
        boolean step() {
            var next = finder.after(last, BATCH);
            if (!next.isEmpty()) {
                done = done.and(work.apply(next));
                found += next.size();
                last = next.getLast();
            }
            return next.size() == BATCH && found < most;
        }
    }
}
