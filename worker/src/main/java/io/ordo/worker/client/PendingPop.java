package io.ordo.worker.client;

import io.ordo.api.queue.PopAnswer;
import io.ordo.api.queue.PoppedTask;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A pop on its way: one thread waits for the answer, another may call it off. */
public final class PendingPop {
    private final Exchange exchange;
    private final CompletableFuture<HttpResponse<byte[]>> answer;
    private volatile boolean calledOff;

    PendingPop(Exchange exchange, CompletableFuture<HttpResponse<byte[]>> answer) {
        this.exchange = exchange;
        this.answer = answer;
    }

    /**
     * Waits for the tasks, best first; empty when nothing was queued or the pop was called off.
     *
     * @throws IOException when the scheduler cannot be reached or cannot serve
     * @throws SchedulerRefusal when it refuses
     */
    public List<PoppedTask> await() throws IOException, InterruptedException {
        try {
            return exchange.read(exchange.received(answer.get()), PopAnswer.class)
                    .results();
        } catch (CancellationException | ExecutionException e) {
            if (calledOff) {
                return List.of();
            }
            Throwable cause = e.getCause();
            throw exchange.failed(cause == null ? e : cause);
        }
    }

    /** Closes the connection unless the answer is already here, which is then still to be awaited. */
    public void callOff() {
        calledOff = true;
        answer.cancel(true);
    }
}
