package io.ordo.scheduler.http.template;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.template.TemplatePage;
import io.ordo.api.template.TemplateView;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;

/** Templates: reusable shapes for jobs. */
@Controller("/api/v1/templates")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class TemplateController {
    private static final int DEFAULT_SIZE = 20;
    private static final int LARGEST_SIZE = 100;

    private final Templates templates;
    private final TemplateDesk desk;
    private final TemplateForm form;
    private final TemplateViews views;
    private final Json json;

    TemplateController(Templates templates, TemplateDesk desk, TemplateForm form, TemplateViews views, Json json) {
        this.templates = templates;
        this.desk = desk;
        this.form = form;
        this.views = views;
        this.json = json;
    }

    /** Lists templates, in the order of their names. */
    @Get
    TemplatePage list(HttpRequest<?> request) {
        var query = new Query(request);
        int limit = query.integer("limit", DEFAULT_SIZE, 1, LARGEST_SIZE);
        var after = query.text("cursor", TemplateDraft.LONGEST_NAME);
        query.check();
        var some = templates.some(after, limit).stream().map(views::view).toList();
        return new TemplatePage(
                some, some.size() < limit ? null : some.getLast().name());
    }

    /** Shows a template. */
    @Get("/{name}")
    TemplateView get(String name) {
        return views.view(desk.find(name));
    }

    /** Makes a template; or, of a document of RestJobScheduler, all that are in it. */
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<?> create(HttpRequest<byte[]> request) {
        var body = json.body(request.getBody());
        return HttpResponse.created(
                RestJobDocument.isOne(body)
                        ? new TemplatePage(
                                desk.putAll(body).stream().map(views::view).toList(), null)
                        : views.view(desk.add(form.create(body))));
    }

    /** Changes a template; what is absent stays as it is. */
    @Put("/{name}")
    @Consumes(MediaType.ALL)
    TemplateView change(String name, HttpRequest<byte[]> request) {
        var known = desk.find(name).name();
        var body = json.body(request.getBody());
        return views.view(desk.change(known, before -> form.change(body, before)));
    }

    /** Removes a template; jobs that were made of it stay. */
    @Delete("/{name}")
    HttpResponse<?> remove(String name) {
        desk.remove(name);
        return HttpResponse.noContent();
    }
}
