package io.ordo.scheduler.lab;

import io.ordo.ranker.fair.TenantTerms;
import io.ordo.scheduler.lab.Findings.Extent;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.tenant.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulates what was asked for, one after the other. */
public final class Lab implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);

    /** Who tells nothing for so long is gone: beats come twice a second, and a report takes a few seconds at most. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Simulations simulations;
    private final Recordings recordings;
    private final Queues queues;
    private final Tenants tenants;
    private final Findings.Texts texts;
    private volatile boolean isClosing;

    public Lab(Simulations simulations, Recordings recordings, Queues queues, Tenants tenants, Findings.Texts texts) {
        this.simulations = simulations;
        this.recordings = recordings;
        this.queues = queues;
        this.tenants = tenants;
        this.texts = texts;
    }

    /**
     * Takes a simulation, if one waits, and sees it to its end.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        if (isClosing) {
            return false;
        }
        simulations.lose(SILENCE);
        var taken = simulations.take();
        taken.ifPresent(this::aside);
        return taken.isPresent();
    }

    /** On a thread of the system's: on a virtual one it would hold up those that only wait. */
    private void aside(Simulation simulation) {
        var thread = Thread.ofPlatform().daemon().name("simulation").start(() -> see(simulation));
        try {
            thread.join();
        } catch (InterruptedException closing) {
            close();
            Thread.currentThread().interrupt();
        }
    }

    private void see(Simulation simulation) {
        try {
            simulate(simulation);
        } catch (RuntimeException | Error failed) { // whoever asked is to know
            LOG.error("simulation_failed id={} next=none", simulation.id(), failed);
            simulations.fail(simulation.id(), "error");
        }
    }

    private void simulate(Simulation simulation) {
        var id = simulation.id();
        var experiment = simulation.experiment();
        var queue = queues.find(experiment.queue());
        if (queue.isEmpty()) {
            simulations.fail(id, "queue_gone");
            return;
        }
        var current = queue.get().settings().ranker();
        var recording = recordings.of(experiment);
        var rehearsal = new Rehearsal(
                Extent.of(recording, current),
                PastWork.of(recording.attempts(), terms(), experiment.workers()),
                new Pulse(
                        experiment.rankers().size() + 1,
                        progress -> simulations.beat(id, progress),
                        () -> isClosing,
                        System::nanoTime));
        var findings = rehearsal.of(current, experiment.rankers());
        if (findings.isPresent()) {
            simulations.done(id, texts.write(findings.get()));
        } else if (isClosing) {
            simulations.giveBack(id);
        }
    }

    private Map<String, TenantTerms> terms() {
        return tenants.all().stream().collect(Collectors.toMap(Agreement::tenant, Agreement::terms));
    }

    /** Begins nothing more, and gives back what is under way. */
    @Override
    public void close() {
        isClosing = true;
    }
}
