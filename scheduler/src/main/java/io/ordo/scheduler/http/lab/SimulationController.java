package io.ordo.scheduler.http.lab;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.ranking.SimulationDetail;
import io.ordo.api.ranking.SimulationList;
import io.ordo.api.ranking.SimulationQueued;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.lab.Simulation;
import io.ordo.scheduler.lab.Simulations;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;

/** What would have been under other rankers. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class SimulationController {
    private static final int A_WHILE = 10;

    private final Simulations simulations;
    private final SimulationForm form;
    private final Supplier<UUID> ids;
    private final Json json;

    SimulationController(Simulations simulations, SimulationForm form, Supplier<UUID> ids, Json json) {
        this.simulations = simulations;
        this.form = form;
        this.ids = ids;
        this.json = json;
    }

    /** Asks for a simulation; any scheduler takes it up. */
    @Post("/rankers/simulate")
    @Consumes(MediaType.ALL)
    HttpResponse<SimulationQueued> simulate(HttpRequest<byte[]> request) {
        var experiment = form.read(request.getBody());
        var id = ids.get();
        if (!simulations.ask(id, experiment, Callers.name(request))) {
            throw ProblemException.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too_many_simulations",
                            "As many as may wait do: " + Simulations.MOST_QUEUED
                                    + "; cancel one, or ask again when one is done.")
                    .retryAfter(A_WHILE);
        }
        return HttpResponse.accepted(URI.create("/api/v1/simulations/" + id)).body(new SimulationQueued(id));
    }

    /** Every simulation that is kept, newest first. */
    @Get("/simulations")
    SimulationList list() {
        return new SimulationList(
                simulations.all().stream().map(SimulationViews::view).toList());
    }

    /** How far one is, and what came of it. */
    @Get("/simulations/{id}")
    SimulationDetail get(String id) {
        var simulation = find(id);
        return new SimulationDetail(
                SimulationViews.view(simulation),
                simulations.result(simulation.id()).map(json::stored).orElse(null));
    }

    /** Ends one that is not over. */
    @Delete("/simulations/{id}")
    HttpResponse<?> cancel(String id) {
        if (!simulations.cancel(find(id).id())) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT, "simulation_ended", "Simulation " + id + " is over already.");
        }
        return HttpResponse.noContent();
    }

    private Simulation find(String id) {
        return Ids.parse(id)
                .flatMap(simulations::find)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.NOT_FOUND, "simulation_unknown", "Simulation with id " + id + " not found"));
    }
}
