package io.ordo.scheduler.http.queue;

import io.micronaut.json.JsonMapper;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.lane.HotAnswer;
import io.ordo.scheduler.http.lane.HotRequest;
import io.ordo.scheduler.http.lane.HotRoute;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Pushes that nothing but a queue's removal can refuse, to queues this scheduler knows, in the fast lane. Payloads that
 * a schema judges take the other way: its patterns may keep a thread for long; and so do OpenKAT's, which all have an
 * identity.
 */
@Singleton
final class HotPush implements HotRoute {
    static final String PREFIX = "/api/v1/queues/";

    private final Pusher pusher;
    private final KnownQueues queues;
    private final PushForm form;
    private final Json json;
    private final JsonMapper mapper;

    HotPush(Pusher pusher, KnownQueues queues, PushForm form, Json json, JsonMapper mapper) {
        this.pusher = pusher;
        this.queues = queues;
        this.form = form;
        this.json = json;
        this.mapper = mapper;
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String suffix() {
        return "/push";
    }

    @Override
    public Optional<CompletableFuture<HotAnswer>> answer(HotRequest request) {
        return queues.known(queue(request, suffix()))
                .filter(queue -> queue.settings().itemSchema() == null
                        && queue.settings().kat() == null)
                .flatMap(queue -> answer(queue, request));
    }

    /** The id between prefix and suffix. */
    static String queue(HotRequest request, String suffix) {
        int end = request.path().length() - suffix.length();
        return request.path().substring(Math.min(PREFIX.length(), end), end);
    }

    private Optional<CompletableFuture<HotAnswer>> answer(Queue queue, HotRequest request) {
        var body = json.large(Optional.of(request.body()));
        boolean isOne = !body.isArray();
        List<Push> pushes = isOne ? List.of(form.one(queue, body)) : form.each(queue, body);
        if (!Pusher.isPlain(queue, pushes)) {
            return Optional.empty();
        }
        return Optional.of(pusher.pushLater(queue, pushes)
                .thenApply(pushed -> HotAnswer.json(201, () -> text(queue, pushed, isOne))));
    }

    private String text(Queue queue, List<Pushed> pushed, boolean isOne) {
        try {
            return mapper.writeValueAsString(
                    isOne ? PushViews.view(queue, pushed.getFirst()) : PushViews.view(queue, pushed));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
