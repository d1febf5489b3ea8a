package io.ordo.worker;

import io.ordo.worker.attempt.Attempting;
import io.ordo.worker.attempt.Heartbeat;
import io.ordo.worker.attempt.LiveAttempts;
import io.ordo.worker.attempt.Reporter;
import io.ordo.worker.attempt.Slots;
import io.ordo.worker.client.Reachability;
import io.ordo.worker.client.SchedulerClient;
import io.ordo.worker.execution.Executor;
import io.ordo.worker.execution.Executors;
import io.ordo.worker.execution.Handlers;
import io.ordo.worker.health.Health;
import io.ordo.worker.health.HealthEndpoint;
import io.ordo.worker.logs.LogLine;
import io.ordo.worker.numbers.NumberCrunching;
import io.ordo.worker.pop.PopLoop;
import io.ordo.worker.process.Children;
import io.ordo.worker.process.ToolProbe;
import io.ordo.worker.process.Tools;
import io.ordo.worker.scripts.PythonCode;
import io.ordo.worker.scripts.ScriptRunner;
import io.ordo.worker.scripts.ShellScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker, wired by hand: pops, executes and settles from {@link #start()} to {@link #stop()}, each called
 * once. All its threads but the health endpoint's are daemons: a program that embeds it ends when it likes,
 * and should stop it first.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration OUT_OF_REACH = Duration.ofSeconds(60);
    /** Beyond the drain: for killing, for releasing, for a pop that is being answered. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final WorkerSettings settings;
    private final Reachability reachability;
    private final SchedulerClient scheduler;
    private final Slots slots;
    private final ScheduledExecutorService timers = timers();
    private final LiveAttempts attempts;
    private final Heartbeat heartbeat;
    private final List<PopLoop> loops;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Optional<HealthEndpoint> health = Optional.empty();

    /** Finds the tools of the machine, which may take a moment; asks the scheduler nothing yet. */
    public Worker(WorkerSettings settings) {
        this.settings = settings;
        this.reachability = new Reachability(settings.scheduler(), System::nanoTime);
        this.scheduler = new SchedulerClient(settings.scheduler(), reachability, settings.name(), settings.lease());
        this.slots = new Slots(settings.slots());
        Reporter reporter = new Reporter(scheduler, new SplittableRandom());
        Attempting attempting = new Attempting(executors(settings), reporter, timers, settings.outputLimit());
        this.attempts = new LiveAttempts(attempting, reporter, slots, System::nanoTime);
        this.heartbeat = new Heartbeat(scheduler, attempts, System::nanoTime, settings.lease());
        this.loops = settings.queues().stream()
                .map(queue -> new PopLoop(queue, scheduler, slots, attempts))
                .toList();
    }

    /** A timer that is cancelled goes at once: it would hold its task, payload and all, until the time limit. */
    private static ScheduledExecutorService timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("time-limits").factory());
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    private static Executors executors(WorkerSettings settings) {
        WorkerSettings.Children children = settings.children();
        Tools tools = new ToolProbe(System.getenv().getOrDefault("PATH", children.path()))
                .probe(children.shell(), children.python());
        ScriptRunner runner = new ScriptRunner(new Children(tools, children.path()), children.temp());
        PythonCode python = new PythonCode(runner, tools.python());
        Stream<Executor> own = Stream.of(
                python,
                new ShellScript(runner, tools.shell()),
                new NumberCrunching(python),
                new LogLine(settings.logs()));
        return new Executors(Stream.concat(own, Handlers.found().stream()).toList());
    }

    /**
     * Begins to pop, and to answer on the health port if there is one.
     *
     * @throws UncheckedIOException when the health port is taken
     */
    public void start() {
        health = openHealth();
        heartbeat.start();
        loops.forEach(PopLoop::start);
        LOG.info(
                "Worker started name={} scheduler={} queues={} slots={}",
                settings.name(),
                settings.scheduler(),
                settings.queues(),
                settings.slots());
    }

    /**
     * Pops no more, waits the drain time for running work, kills what runs on and gives its tasks back.
     * Returns when all is over; calls after the first do nothing. When interrupted it stops waiting.
     */
    public void stop() {
        if (stopped.getAndSet(true)) {
            return;
        }
        LOG.info("Worker stopping running={} drain={}", attempts.count(), settings.drain());
        try {
            drain();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            attempts.giveUp();
            heartbeat.stop();
            timers.shutdownNow();
            scheduler.close();
            health.ifPresent(HealthEndpoint::close);
            LOG.info("Worker stopped name={}", settings.name());
        }
    }

    private void drain() throws InterruptedException {
        loops.forEach(PopLoop::stop);
        for (PopLoop loop : loops) {
            loop.join(GRACE);
        }
        if (slots.awaitAllFree(settings.drain())) {
            return;
        }
        LOG.info("Drain time over: running work is killed and its tasks are given back running={}", attempts.count());
        attempts.stopAll();
        slots.awaitAllFree(GRACE);
    }

    @Override
    public void close() {
        stop();
    }

    private Optional<HealthEndpoint> openHealth() {
        if (settings.port() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    HealthEndpoint.open(new InetSocketAddress(settings.host(), settings.port()), this::health));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The health endpoint cannot listen on " + settings.host() + ":" + settings.port()
                            + "; set ORDO_WORKER_PORT",
                    e);
        }
    }

    private Health health() {
        boolean healthy = reachability.failingFor().compareTo(OUT_OF_REACH) <= 0;
        return new Health(healthy, settings.name(), slots.total(), attempts.count());
    }
}
