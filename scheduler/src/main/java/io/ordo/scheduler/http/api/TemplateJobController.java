package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.JobView;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.template.TemplateGuide;
import io.ordo.scheduler.job.Origin;
import io.ordo.scheduler.scheduling.Roster;

/** Jobs that are made of templates. */
@Controller("/api/v1/templates/{name}/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class TemplateJobController {
    private final TemplateGuide guide;
    private final JobForm form;
    private final Roster roster;
    private final JobViews views;

    TemplateJobController(TemplateGuide guide, JobForm form, Roster roster, JobViews views) {
        this.guide = guide;
        this.form = form;
        this.roster = roster;
        this.views = views;
    }

    /** Makes a job: what is absent is as the template says. */
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.CREATED)
    JobView create(String name, HttpRequest<byte[]> request) {
        var template = guide.find(name);
        var draft = form.make(form.body(request.getBody()), template);
        var origin = new Origin(Origin.NATIVE, null, template.reference());
        return views.view(roster.enter(draft, origin).orElseThrow());
    }
}
