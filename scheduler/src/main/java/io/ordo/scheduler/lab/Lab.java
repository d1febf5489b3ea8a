package io.ordo.scheduler.lab;

import io.ordo.ranker.fair.TenantTerms;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.lab.Findings.Extent;
import io.ordo.scheduler.lab.Recordings.Recording;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.tenant.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulates what was asked for, one after the other. */
public final class Lab implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);

    /** Who tells nothing for so long is gone: beats come twice a second, or once a stretch is read or a report made. */
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
        } catch (FilterTooSlow tooSlow) {
            LOG.warn("simulation_failed id={} because={}", simulation.id(), tooSlow.getMessage());
            simulations.fail(simulation.id(), "too_slow");
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
        var pulse = new Pulse(
                experiment.rankers().size() + 2, // the reading, the current ranker and the candidates
                progress -> simulations.beat(id, progress),
                () -> isClosing,
                System::nanoTime);
        var findings = recording(simulation, pulse)
                .flatMap(recording -> new Rehearsal(
                                Extent.of(recording, current),
                                PastWork.of(recording.attempts(), terms(), experiment.workers()),
                                pulse)
                        .of(current, experiment.rankers()));
        if (findings.isPresent()) {
            simulations.done(id, texts.write(findings.get()));
        } else if (isClosing) {
            simulations.giveBack(id);
        }
    }

    /** What had ended when the simulation began. */
    private Optional<Recording> recording(Simulation simulation, Pulse pulse) {
        var end = Objects.requireNonNull(simulation.startedAt()).plusMillis(1);
        return new Reading(recordings, simulation.experiment(), pulse.next(), System::nanoTime).until(end);
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
