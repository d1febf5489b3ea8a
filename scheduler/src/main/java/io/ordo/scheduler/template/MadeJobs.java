package io.ordo.scheduler.template;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs that were made of templates. */
public interface MadeJobs {
    /** The newest of them, the newest first. */
    List<MadeJob> newest(int most);

    /** Whether a job of a template of that name is neither completed nor deleted. */
    boolean isAnyLive(String template);

    /**
     * A job that was made of a template.
     *
     * @param key its external key; null for none
     * @param template the name of the template
     * @param completedAt when it was completed, as far as nobody has changed it since; null for one that lives
     * @param progress of its newest task in percent; null when nobody reported any
     */
    record MadeJob(
            UUID id,
            @Nullable String key,
            String template,
            Instant createdAt,
            @Nullable Instant completedAt,
            @Nullable Integer progress) {}
}
