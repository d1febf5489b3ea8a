package io.ordo.scheduler.template;

import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Instant;
import java.util.Objects;

/**
 * A reusable shape for jobs.
 *
 * @param version 1 at first, one more with every change
 * @param createdAt on the database's clock, like the other
 */
public record Template(TemplateDraft draft, int version, Instant createdAt, Instant updatedAt) {
    /** There are no more. */
    public static final int MOST = 1_000;

    /** Between name and version in what a job remembers; in no name. */
    private static final String SEPARATOR = "@";

    public String name() {
        return draft.name();
    }

    /** What a job remembers that is made of it now. */
    public String reference() {
        return name() + SEPARATOR + version;
    }

    /** The name of the template a job was made of, by what the job remembers. */
    public static String name(String reference) {
        return reference.split(SEPARATOR, 2)[0];
    }

    /** The job it makes when nobody says more. */
    public JobDraft job() {
        var work = new Work(
                draft.queue(),
                null,
                Work.DEFAULT_PRIORITY,
                draft.defaults(),
                RetryPolicy.DEFAULT,
                Work.DEFAULT_TIMEOUT,
                draft.target(),
                null);
        var title = Objects.requireNonNullElse(draft.title(), name());
        return new JobDraft(title, draft.schedule(), draft.policies(), work, null, JobStatus.ACTIVE);
    }
}
