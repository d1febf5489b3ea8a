package io.ordo.scheduler.http.api;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.scheduling.Roster;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Keeps jobs under keys that somebody gave them. */
@Singleton
final class JobKeeper {
    private final Jobs jobs;
    private final Roster roster;
    private final JobForm form;

    JobKeeper(Jobs jobs, Roster roster, JobForm form) {
        this.jobs = jobs;
        this.roster = roster;
        this.form = form;
    }

    /** The job of a key. Nobody else changes or plans it until the transaction ends. */
    Optional<Job> hold(String key) {
        return jobs.hold(Origin.NATIVE, key);
    }

    /**
     * Makes the job of a key, or changes it to be as a body says.
     *
     * @throws ProblemException 422 with everything that is wrong with it
     */
    Job put(String key, JsonNode body) {
        if (key.length() > Origin.LONGEST_KEY || !Storable.isStorable(key)) {
            throw ProblemException.invalid(List.of(new FieldError(
                    "key", "length", "Must be 1 to " + Origin.LONGEST_KEY + " characters that can be stored.")));
        }
        return roster.put(form.create(body), Origin.of(Origin.NATIVE).keyed(key), before -> form.put(body, before));
    }
}
