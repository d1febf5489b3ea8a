package io.ordo.scheduler.job;

import java.util.List;
import java.util.Optional;

/** The jobs of client schedules, by their keys: JSON arrays of texts. */
public interface KeyedJobs {
    /**
     * The jobs whose keys hold these texts, oldest first.
     *
     * @param wanted the text at each place of the key; empty for any, all empty for jobs without a key, too
     * @param limit the most that are listed
     */
    List<Job> list(List<Optional<String>> wanted, int limit);
}
