package io.ordo.scheduler.http.ranking;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.explanation.TaskExplanation;
import io.ordo.scheduler.explaining.Explainer;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Ids;

/** Why a task is still waiting. */
@Controller("/api/v1/tasks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExplanationController {
    private final Explainer explainer;

    ExplanationController(Explainer explainer) {
        this.explainer = explainer;
    }

    /** Explains where a task stands. */
    @Get("/{id}/explain")
    TaskExplanation explain(String id) {
        return Ids.parse(id)
                .flatMap(explainer::explain)
                .map(ExplanationViews::view)
                .orElseThrow(() ->
                        ProblemException.of(HttpStatus.NOT_FOUND, "task_unknown", "Task with id " + id + " not found"));
    }
}
