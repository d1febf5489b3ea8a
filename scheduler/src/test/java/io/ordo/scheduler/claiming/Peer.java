package io.ordo.scheduler.claiming;

import io.ordo.scheduler.arriving.Feed;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.admin.PostgresFeed;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.Queue.Pause;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.tending.Canceller;
import io.ordo.scheduler.tending.Prioritiser;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.upkeep.Reaper;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of several schedulers on a database whose loops stand still, and what it has not been told. */
final class Peer {
    private static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofSeconds(20), 1);

    private final TestScheduler scheduler;
    private final Set<UUID> untold = new HashSet<>();
    private final Set<String> paused = new HashSet<>();

    Peer(TestScheduler scheduler) {
        this.scheduler = scheduler;
        scheduler.bean(PostgresFeed.class).listen(() -> {}, _ -> {});
    }

    /** The tasks whose places it cannot know. */
    Set<UUID> untold() {
        return untold;
    }

    /** Whether that queue is paused as far as it knows. */
    boolean believesPaused(String queue) {
        return paused.contains(queue);
    }

    void push(UUID id, String queue, int priority, int kind) {
        var work = new Work(queue, null, priority, "{\"kind\": " + kind + "}", RETRY, Work.DEFAULT_TIMEOUT);
        var push = new Push(id, true, Source.PUSH, work, null, null, null, Set.of());
        scheduler.bean(Pusher.class).push(find(queue), List.of(push));
    }

    List<Popped> pop(String queue, int limit, @Nullable Filter filter) {
        try {
            var claim = new Claim(queue, limit, filter, null, null);
            return scheduler.bean(Popper.class).pop(claim, List.of(), Wait.NOT).popped();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Settled settle(LeaseKey key, Outcome outcome) {
        var report = new Report(outcome, null, null, null, null, null);
        return scheduler.bean(Settler.class).settle(key, report);
    }

    void prioritise(UUID task, int priority) {
        scheduler.bean(Prioritiser.class).set(task, priority, "a test");
    }

    void cancel(UUID task) {
        scheduler.bean(Canceller.class).cancel(task);
    }

    /** Turns a queue on or off. */
    void turn(String queue, boolean on) {
        var now = scheduler.bean(DatabaseClock.class).instant();
        var pause = on ? null : new Pause(now, null);
        scheduler.bean(KnownQueues.class).change(queue, one -> one.paused(pause, now, "a test"));
        lookAtQueues();
    }

    void upkeep() {
        scheduler.bean(Reaper.class).runOnce();
        scheduler.bean(Promoter.class).runOnce();
    }

    /** Tells the others what it has to tell, and then that word. */
    void tell(String word) {
        while (scheduler.bean(Feed.class).runOnce()) {
            // There is more.
        }
        scheduler.bean(PostgresFeed.class).send(word);
    }

    /** Hears what is told until that word is, and looks at the queues. */
    void hear(String word) {
        var feed = scheduler.bean(Feed.class);
        var heard = new HashSet<String>();
        while (!heard.contains(word)) {
            scheduler.bean(PostgresFeed.class).listen(feed::missed, message -> {
                heard.add(message);
                feed.heard(message);
            });
        }
        untold.clear();
        lookAtQueues();
    }

    /** Thinks that it missed something. */
    void doubt() {
        scheduler.bean(Feed.class).missed();
        untold.clear();
    }

    private void lookAtQueues() {
        var queues = scheduler.bean(KnownQueues.class);
        queues.runOnce();
        paused.clear();
        queues.all().stream().filter(Queue::isPaused).map(Queue::id).forEach(paused::add);
    }

    private Queue find(String queue) {
        return scheduler.bean(KnownQueues.class).find(queue).orElseThrow();
    }
}
