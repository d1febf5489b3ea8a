package io.ordo.scheduler.http.kat.task;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatPage;
import io.ordo.api.kat.KatTask;
import io.ordo.scheduler.http.kat.KatBody;
import io.ordo.scheduler.http.kat.KatIds;
import io.ordo.scheduler.http.kat.KatPages;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.KatTaskViews;
import io.ordo.scheduler.task.TaskList;
import java.util.Optional;
import java.util.UUID;

/** OpenKAT's tasks: listed and read. */
@Controller("/tasks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatTaskController {
    private final TaskList tasks;
    private final KatTaskQuery searches;
    private final KatTaskViews views;
    private final KatPages pages;

    KatTaskController(TaskList tasks, KatTaskQuery searches, KatTaskViews views, KatPages pages) {
        this.tasks = tasks;
        this.searches = searches;
        this.views = views;
        this.pages = pages;
    }

    /** Lists tasks, newest first. */
    @Get
    @Consumes(MediaType.ALL)
    KatPage<KatTask> list(HttpRequest<?> request) {
        return page(request, KatBody.ofGet(request));
    }

    /** Lists tasks, newest first: for clients that send no body with a GET. */
    @Post
    @Consumes(MediaType.ALL)
    KatPage<KatTask> search(HttpRequest<byte[]> request) {
        return page(request, request.getBody());
    }

    /** Shows a task. */
    @Get("/{id}")
    KatTask get(String id) {
        UUID task = KatIds.read("task_id", id);
        return tasks.find(task)
                .map(views::view)
                .orElseThrow(() -> KatRefusal.notFound("task not found, by task_id: " + task));
    }

    private KatPage<KatTask> page(HttpRequest<?> request, Optional<byte[]> body) {
        var search = searches.read(request, body);
        var found = tasks.page(search);
        return pages.page(
                request,
                new KatPages.Paging(search.offset(), search.limit()),
                found.count(),
                found.tasks().stream().map(views::view).toList());
    }
}
