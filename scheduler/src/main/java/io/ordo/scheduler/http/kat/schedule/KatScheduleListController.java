package io.ordo.scheduler.http.kat.schedule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.kat.KatPage;
import io.ordo.api.kat.KatSchedule;
import io.ordo.scheduler.http.kat.KatFilters;
import io.ordo.scheduler.http.kat.KatPages;
import io.ordo.scheduler.http.kat.KatQuery;
import io.ordo.scheduler.http.kat.SchedulesBeside;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.scheduling.ScheduleList;
import io.ordo.scheduler.scheduling.ScheduleList.Search;

/** OpenKAT's schedules, listed and searched. */
@Controller("/schedules")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatScheduleListController {
    private final ScheduleList schedules;
    private final KatFilters filters;
    private final KatScheduleViews views;
    private final KatPages pages;
    private final SchedulesBeside beside;

    KatScheduleListController(
            ScheduleList schedules,
            KatFilters filters,
            KatScheduleViews views,
            KatPages pages,
            SchedulesBeside beside) {
        this.schedules = schedules;
        this.filters = filters;
        this.views = views;
        this.pages = pages;
        this.beside = beside;
    }

    /** Lists schedules, newest first; or those of clients, when the query asks for these. */
    @Get
    HttpResponse<?> list(HttpRequest<?> request) {
        return beside.list(request)
                .orElseGet(() -> HttpResponse.ok(page(request, KatScheduleQuery.read(new KatQuery(request)))));
    }

    /** Lists the schedules that pass a filter, newest first. */
    @Post("/search")
    @Consumes(MediaType.ALL)
    KatPage<KatSchedule> search(HttpRequest<byte[]> request) {
        var query = new KatQuery(request);
        var paging = KatPages.asked(query);
        query.check();
        var filter = filters.read(KatTables.SCHEDULES, request.getBody());
        return page(request, new Search(filter, paging.offset(), paging.limit()));
    }

    private KatPage<KatSchedule> page(HttpRequest<?> request, Search search) {
        var found = schedules.page(search);
        return pages.page(
                request,
                new KatPages.Paging(search.offset(), search.limit()),
                found.count(),
                found.schedules().stream().map(views::view).toList());
    }
}
