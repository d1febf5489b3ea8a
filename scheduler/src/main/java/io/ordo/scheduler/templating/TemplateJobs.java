package io.ordo.scheduler.templating;

import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.template.MadeJobs;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.Templates;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that are called as RestJobScheduler calls them: {@code <type>_<seconds since the epoch>}. Their payload says so
 * in {@code job_id}. The scheduler itself keeps one of each template that users do not trigger.
 */
public final class TemplateJobs {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateJobs.class);

    private static final long MICROS = 1_000_000;

    private final Stores stores;
    private final Roster roster;
    private final BinaryOperator<String> naming;
    private final InstantSource clock;

    /** @param naming adds to a payload the id of its job */
    public TemplateJobs(Stores stores, Roster roster, BinaryOperator<String> naming, InstantSource clock) {
        this.stores = stores;
        this.roster = roster;
        this.naming = naming;
        this.clock = clock;
    }

    /** Enters a job of a template, with that payload and a new id. */
    public Job enter(Template template, String payload) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var job = tryEnter(template, payload, at);
        while (job.isEmpty()) {
            at = at.plus(1, ChronoUnit.MICROS);
            job = tryEnter(template, payload, at);
        }
        return job.get();
    }

    private Optional<Job> tryEnter(Template template, String payload, Instant at) {
        var id = template.name() + "_" + at.getEpochSecond() + "."
                + String.valueOf(MICROS + at.getNano() / 1_000).substring(1);
        var draft = template.job().carrying(naming.apply(payload, id));
        return roster.enter(draft, new Origin(Origin.TEMPLATE, id, template.reference()));
    }

    /**
     * Looks whether a job could be made of a template that says no more, and makes none.
     *
     * @throws ScheduleRefused when it would never be due
     */
    void check(Template template) {
        roster.check(template.job());
    }

    /**
     * Keeps one job of a template that users do not trigger, if none lives.
     *
     * @throws ScheduleRefused when it would never be due
     */
    public void keep(String name) {
        stores.templates().alone(name, template -> {
            if (template.draft().userTriggered() || stores.made().isAnyLive(name)) {
                return Optional.empty();
            }
            var job = enter(template, template.draft().defaults());
            LOG.info("job_kept template={} job={}", template.reference(), job.id());
            return Optional.of(job);
        });
    }

    /**
     * Keeps one job of every template that users do not trigger. A template is left out whose jobs would never be due
     * any more, which comes with time.
     */
    public void keepAll() {
        for (var template : stores.templates().some(null, Template.MOST)) {
            try {
                keep(template.name());
            } catch (ScheduleRefused refused) {
                LOG.warn("template_left_out template={} reason=\"{}\"", template.reference(), refused.getMessage());
            }
        }
    }

    /** Makes a new job of the template of one that was terminated, if its jobs are rescheduled after that. */
    void ended(Job job) {
        var reference = job.origin().template();
        if (reference != null) {
            stores.templates()
                    .find(Template.name(reference))
                    .filter(template -> template.draft().rescheduleAfterTermination())
                    .ifPresent(template -> keep(template.name()));
        }
    }

    /** Templates, and the jobs that were made of them. */
    public record Stores(Templates templates, MadeJobs made) {}
}
