package io.ordo.scheduler.http.queue;

import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Popper.Wait;
import io.ordo.scheduler.http.lane.HotAnswer;
import io.ordo.scheduler.http.lane.HotRequest;
import io.ordo.scheduler.http.lane.HotRoute;
import io.ordo.scheduler.http.queue.PopForm.Pop;
import io.ordo.scheduler.http.request.Query;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Pops of queues this scheduler knows, in the fast lane. What passes a filter takes a search, and so the other way. */
@Singleton
final class HotPop implements HotRoute {
    private final Popper popper;
    private final KnownQueues queues;
    private final PopForm form;

    HotPop(Popper popper, KnownQueues queues, PopForm form) {
        this.popper = popper;
        this.queues = queues;
        this.form = form;
    }

    @Override
    public String prefix() {
        return HotPush.PREFIX;
    }

    @Override
    public String suffix() {
        return "/pop";
    }

    @Override
    public Optional<CompletableFuture<HotAnswer>> answer(HotRequest request) {
        return queues.known(HotPush.queue(request, suffix()))
                .map(queue -> form.read(queue, new Query(request::parameter), Optional.of(request.body())))
                .filter(pop -> pop.claim().filter() == null)
                .map(pop -> popper.popLater(pop.claim(), pop.settlements(), new Wait(pop.patience(), request.caller()))
                        .thenApply(exchanged -> answer(pop, exchanged)));
    }

    private static HotAnswer answer(Pop pop, Exchanged exchanged) {
        return HotAnswer.json(200, () -> PopText.of(pop.settlements(), exchanged));
    }
}
