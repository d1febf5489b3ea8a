package io.ordo.scheduler.http.ranking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.ranking.QueueRankerView;
import io.ordo.scheduler.choosing.Chooser;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.QueueGuide;

/** Which ranker a queue has, which it had, and which it tries. */
@Controller("/api/v1/queues/{id}/ranker")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class QueueRankerController {
    private final QueueGuide guide;
    private final Chooser chooser;
    private final KnownShadows shadows;
    private final QueueRankerForm form;
    private final QueueRankerViews views;

    QueueRankerController(
            QueueGuide guide, Chooser chooser, KnownShadows shadows, QueueRankerForm form, QueueRankerViews views) {
        this.guide = guide;
        this.chooser = chooser;
        this.shadows = shadows;
        this.form = form;
        this.views = views;
    }

    /** The ranker, the choices before it, and how the shadow differs. */
    @Get
    QueueRankerView get(String id) {
        return views.view(guide.find(id));
    }

    /** Chooses a ranker; what is queued is ranked again. */
    @Put
    @Consumes(MediaType.ALL)
    QueueRankerView choose(String id, HttpRequest<byte[]> request) {
        var queue = guide.find(id);
        var asked = form.choice(request.getBody(), queue.settings().ranker());
        return chooser.choose(queue.id(), asked.ranker(), Callers.name(request), asked.note())
                .map(views::view)
                .orElseThrow(() -> QueueGuide.unknown(id));
    }

    /** Tries a candidate beside the ranker. */
    @Post("/shadow")
    @Consumes(MediaType.ALL)
    QueueRankerView shadow(String id, HttpRequest<byte[]> request) {
        var queue = guide.find(id);
        form.shadow(request.getBody(), queue.settings().ranker())
                .ifPresentOrElse(
                        ranker -> shadows.start(queue.id(), ranker, Callers.name(request)),
                        () -> shadows.end(queue.id()));
        return views.view(queue);
    }

    /** Tries nothing any more. */
    @Delete("/shadow")
    QueueRankerView endShadow(String id) {
        var queue = guide.find(id);
        shadows.end(queue.id());
        return views.view(queue);
    }

    /** Chooses what was tried. */
    @Post("/activate")
    @Consumes(MediaType.ALL)
    QueueRankerView activate(String id, HttpRequest<byte[]> request) {
        return chooser.activate(guide.find(id).id(), Callers.name(request))
                .map(views::view)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "no_shadow",
                        "Nothing is tried beside the ranker of queue " + id + "; start a shadow first."));
    }

    /** Chooses what was chosen before. */
    @Post("/rollback")
    @Consumes(MediaType.ALL)
    QueueRankerView rollBack(String id, HttpRequest<byte[]> request) {
        return chooser.rollBack(guide.find(id).id(), Callers.name(request))
                .map(views::view)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "no_earlier_ranker",
                        "Queue " + id + " never had another ranker to go back to."));
    }
}
