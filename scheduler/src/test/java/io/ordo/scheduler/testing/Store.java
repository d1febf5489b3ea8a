package io.ordo.scheduler.testing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.planning.DueJobs;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.plan.PostgresDueJobs;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.steering.Standings;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Ranked;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import io.ordo.scheduler.tending.Canceller;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.upkeep.Expirer;
import io.ordo.scheduler.upkeep.Forwarder;
import io.ordo.scheduler.upkeep.Reaper;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A scheduler whose loops stand still, on a database whose clock stands still: the test turns both. */
public final class Store implements AutoCloseable {
    /** The retry policy of its jobs: two retries, the first after a minute. */
    public static final RetryPolicy RETRY = new RetryPolicy(2, Duration.ofMinutes(1), 2);

    private final TestScheduler scheduler;
    private final ManualClock clock;
    private final DueJobs dueJobs;

    private Store(TestScheduler scheduler, ManualClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.dueJobs = new PostgresDueJobs(scheduler.bean(Database.class));
    }

    /** A store on a new database. */
    public static Store create() {
        return on(Servers.newDatabase());
    }

    /** A store on a database that is empty. */
    public static Store on(DatabaseAddress database) {
        var scheduler = TestScheduler.withoutLoops(database);
        return new Store(scheduler, new ManualClock(scheduler.bean(Database.class)));
    }

    /** A client of its scheduler that shows the key. */
    public Client client() {
        return scheduler.client();
    }

    /** One of its scheduler's parts. */
    public <T> T bean(Class<T> type) {
        return scheduler.bean(type);
    }

    public ManualClock clock() {
        return clock;
    }

    public Database database() {
        return scheduler.bean(Database.class);
    }

    public Jobs jobs() {
        return scheduler.bean(Jobs.class);
    }

    public Leases leases() {
        return scheduler.bean(Leases.class);
    }

    /** Calls a task off, wherever it stands. */
    public Optional<Boolean> cancel(UUID task) {
        return scheduler.bean(Canceller.class).cancel(task);
    }

    public Standings standings() {
        return scheduler.bean(Standings.class);
    }

    public Planner planner() {
        return scheduler.bean(Planner.class);
    }

    public Tasks tasks() {
        return scheduler.bean(Tasks.class);
    }

    public Roster roster() {
        return scheduler.bean(Roster.class);
    }

    public Ledger ledger() {
        return scheduler.bean(Ledger.class);
    }

    /** A job that is kept; {@code schedule} as users write it. */
    public Job aJob(String schedule) {
        return aJob(draft(schedule));
    }

    /** A job that is kept. */
    public Job aJob(JobDraft draft) {
        return roster().enter(draft, Origin.of(Origin.NATIVE)).orElseThrow();
    }

    /** What a job looks like that nobody gave much thought. */
    public static JobDraft draft(String schedule) {
        return new JobDraft("a job", new ScheduleExpression(schedule, ZoneId.of("UTC")), work(), JobStatus.ACTIVE);
    }

    private static Work work() {
        return new Work(
                Work.DEFAULT_QUEUE,
                "tests",
                Work.DEFAULT_PRIORITY,
                "{\"type\": \"none\"}",
                RETRY,
                Work.DEFAULT_TIMEOUT);
    }

    /** A queued task of priority 3. */
    public UUID aQueuedTask() {
        return aTask(Duration.ZERO, 0, null);
    }

    /** A task due after a while from now, with the given rank, and a deadline after a while if it has one. */
    public UUID aTask(Duration due, long rank, @Nullable Duration deadline) {
        var job = aJob("1d");
        var made = dueJobs.runNow(
                job.id(),
                taken -> {
                    var task = new Task(
                            UUID.randomUUID(),
                            Source.of(job.id(), null),
                            job.draft().work(),
                            null,
                            taken.now());
                    Instant arrival = taken.now().plus(due);
                    return new NewTask(
                            task, arrival, deadline == null ? null : taken.now().plus(deadline));
                },
                tasks -> tasks.stream()
                        .map(task -> task.ranked(ranked(rank, task.due())))
                        .toList());
        made.orElseThrow().announceTo(scheduler.bean(Arrivals.class));
        return made.orElseThrow().tasks().getFirst().task().id();
    }

    /** A rank that nobody has made of anything. */
    public static Ranked ranked(long rank, Instant arrival) {
        return new Ranked(rank, arrival, 0, null, null, List.of());
    }

    public List<Popped> pop(int limit) {
        return pop(new Claim(Work.DEFAULT_QUEUE, limit, null, "a worker", null));
    }

    /** What that claim gets. */
    public List<Popped> pop(Claim claim) {
        return exchange().alone(new Request(claim, List.of())).popped();
    }

    public Exchange exchange() {
        return scheduler.bean(Exchange.class);
    }

    /** Pops the one task that is queued. */
    public LeaseKey popOne() {
        return pop(1).getFirst().lease().key();
    }

    public Settled settle(LeaseKey key, Report report) {
        return exchange()
                .alone(new Request(null, List.of(new Settlement(key, report))))
                .settled()
                .getFirst();
    }

    public void promote() {
        scheduler.bean(Promoter.class).runOnce();
    }

    public void reap() {
        scheduler.bean(Reaper.class).runOnce();
    }

    /** A pending task that waits for others. */
    public UUID aTaskAfter(UUID... others) {
        var push = new Push(
                UUID.randomUUID(), true, Source.PUSH, work(), null, null, null, new HashSet<>(List.of(others)));
        var pushed = scheduler.bean(Pusher.class).push(queue(Work.DEFAULT_QUEUE), List.of(push));
        return ((Pushed.Made) pushed.getFirst()).task().id();
    }

    /** Lets a task, wherever it stands, wait for another if it is pending. */
    public void makeWaitFor(UUID task, UUID other) {
        database().update("INSERT INTO prerequisite (task_id, after_id) VALUES (?, ?)", statement -> {
            statement.setObject(1, task);
            statement.setObject(2, other);
        });
        database()
                .update(
                        "UPDATE waiting SET after_due_at = due_at, due_at = 'infinity' WHERE task_id = ?",
                        statement -> statement.setObject(1, task));
    }

    /** Looks whether anybody waits for what has ended. */
    public void forward() {
        scheduler.bean(Forwarder.class).walk();
    }

    public void expire() {
        scheduler.bean(Expirer.class).runOnce();
    }

    public TaskHistory history(UUID task) {
        return tasks().find(task).orElseThrow();
    }

    public Status status(UUID task) {
        return history(task).status();
    }

    /** After how many deaths the default queue fails a task. */
    public void setMaxDeaths(int deaths) {
        database()
                .update(
                        "UPDATE queue SET max_deaths = ? WHERE id = 'default'",
                        statement -> statement.setInt(1, deaths));
    }

    /** A queue by its id. */
    public Queue queue(String id) {
        return scheduler.bean(KnownQueues.class).find(id).orElseThrow();
    }

    /** Forgets every task and job. */
    public void clear() {
        scheduler.clear();
        setMaxDeaths(3);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
