package io.ordo.scheduler.http.event;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.telling.EventTail;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What happens, told as it happens. It is on no thread of its own as the other controllers are: the server would hand
 * every event over to one, and from there it could come when whoever listened has left.
 */
@Controller("/api/v1/events")
final class EventController {
    /** A place is free again when somebody leaves, and who knows when. */
    private static final int RETRY_SECONDS = 10;

    private final EventLog log;
    private final EventTail tail;
    private final EventStream stream;

    EventController(EventLog log, EventTail tail, EventStream stream) {
        this.log = log;
        this.tail = tail;
        this.stream = stream;
    }

    /** Tells events until the caller leaves. Whoever has the head of the answer misses nothing that happens then. */
    @Get(headRoute = false)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Mono<HttpResponse<Publisher<Event<String>>>> events(HttpRequest<?> request) {
        return stream.later(() -> answer(request));
    }

    private HttpResponse<Publisher<Event<String>>> answer(HttpRequest<?> request) {
        var query = EventQuery.of(request);
        if (tail.isFull()) {
            throw ProblemException.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too_many_listeners",
                            "As many listen to this scheduler as it can tell events. Try again later.")
                    .retryAfter(RETRY_SECONDS);
        }
        var after = query.after() == null ? log.newest() : query.after();
        return HttpResponse.<Publisher<Event<String>>>ok(stream.of(query.filter(), after, Callers.writing(request)))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Accel-Buffering", "no"); // nginx would gather events before it passes them on
    }
}
