package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.JobView;

/** Jobs of those who keep them elsewhere, under keys of their own. */
@Controller("/api/v1/jobs/by-key/{key}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyedJobController {
    private final JobKeeper keeper;
    private final JobForm form;
    private final JobViews views;

    KeyedJobController(JobKeeper keeper, JobForm form, JobViews views) {
        this.keeper = keeper;
        this.form = form;
        this.views = views;
    }

    /** Makes the job of a key, or changes it to be as it is said here: sent again, it changes nothing more. */
    @Put
    @Consumes(MediaType.ALL)
    JobView put(String key, HttpRequest<byte[]> request) {
        return views.view(keeper.put(key, form.body(request.getBody())));
    }
}
