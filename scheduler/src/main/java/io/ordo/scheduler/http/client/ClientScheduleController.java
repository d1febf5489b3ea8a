package io.ordo.scheduler.http.client;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.dialect.ClientScheduleKept;
import io.ordo.api.dialect.ClientSchedulesRemoved;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.job.Jobs;
import io.ordo.scheduler.job.KeyedJobs;
import io.ordo.scheduler.templating.JobEnds;

/** Client schedules at the paths that are theirs alone. */
@Controller("/schedules")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class ClientScheduleController {
    private final Jobs jobs;
    private final KeyedJobs keyed;
    private final JobEnds ends;
    private final ClientForm form;
    private final ClientDesk desk;

    ClientScheduleController(Jobs jobs, KeyedJobs keyed, JobEnds ends, ClientForm form, ClientDesk desk) {
        this.jobs = jobs;
        this.keyed = keyed;
        this.ends = ends;
        this.form = form;
        this.desk = desk;
    }

    /** Replaces the schedule of a client, or the one of that id when the body names no client. */
    @Post("/{id}/update")
    @Consumes(MediaType.ALL)
    ClientScheduleKept update(String id, HttpRequest<byte[]> request) {
        ClientDesk.requireKey(request);
        var asked = form.read(form.body(request.getBody()));
        if (!asked.client().isNobody()) {
            return desk.kept(asked);
        }
        var job = Ids.parse(id).flatMap(jobs::find).filter(ClientDesk::isClients);
        return desk.replaced(job.orElseThrow(ClientDesk::unknown).id(), asked);
    }

    /** Removes the schedules of the clients a query names. */
    @Delete
    ClientSchedulesRemoved remove(HttpRequest<?> request) {
        ClientDesk.requireKey(request);
        var query = ClientQuery.read(request)
                .filter(ClientQuery::isOfSomebody)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.BAD_REQUEST, "bad_request", "Bad Request(No valid input parameters)"));
        long count = 0;
        for (var found = keyed.list(query.wanted(), ClientDesk.LONGEST_LIST);
                !found.isEmpty();
                found = keyed.list(query.wanted(), ClientDesk.LONGEST_LIST)) {
            count += found.stream().filter(job -> ends.remove(job.id())).count();
        }
        if (count == 0) {
            throw ClientDesk.unknown();
        }
        return new ClientSchedulesRemoved(count);
    }
}
