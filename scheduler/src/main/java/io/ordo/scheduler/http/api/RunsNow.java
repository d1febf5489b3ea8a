package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.json.JsonMapper;
import io.ordo.api.RunQueued;
import io.ordo.scheduler.http.once.Replays;
import io.ordo.scheduler.http.once.Replays.Said;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.planning.Planner;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/** Runs jobs outside their schedules: once for each idempotency key, whoever waits for the run or not. */
@Singleton
final class RunsNow {
    private final Planner planner;
    private final Replays replays;
    private final JsonMapper mapper;
    private final Json json;

    RunsNow(Planner planner, Replays replays, JsonMapper mapper, Json json) {
        this.planner = planner;
        this.replays = replays;
        this.mapper = mapper;
        this.json = json;
    }

    /** The run; empty when there is no such job. */
    Optional<UUID> run(HttpRequest<byte[]> request, UUID job) {
        return replays.once(
                request,
                () -> {
                    json.nothing(request.getBody());
                    return planner.runNow(job);
                },
                run -> run.map(made -> said(job, made)).orElse(null));
    }

    static RunQueued queued(UUID job, UUID run) {
        return new RunQueued("Job queued for immediate execution", job, run, run);
    }

    private Said said(UUID job, UUID run) {
        try {
            return new Said(202, mapper.writeValueAsString(queued(job, run)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
