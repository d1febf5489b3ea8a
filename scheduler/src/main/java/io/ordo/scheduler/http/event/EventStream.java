package io.ordo.scheduler.http.event;

import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventFilter;
import io.ordo.scheduler.event.EventLog.Read;
import io.ordo.scheduler.event.EventTexts;
import io.ordo.scheduler.telling.EventTail;
import io.ordo.scheduler.telling.Listener;
import io.ordo.scheduler.telling.Listener.Heard;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Events as Server-Sent Events. Whoever takes some asks for more, so nobody is sent more than he takes. */
@Singleton
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** Proxies close what is silent for a minute, and a client that is gone is noticed by what is written to it. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /** Events that wait to be written: each by itself would take two changes of threads. */
    private static final int AHEAD = 64;

    private final EventTail tail;
    private final EventTexts texts;

    /** Not as a service whose work is cancelled by interrupts: one of those breaks the connection to the database. */
    private final Scheduler threads;

    EventStream(EventTail tail, EventTexts texts, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.tail = tail;
        this.texts = texts;
        this.threads = Schedulers.fromExecutor(command -> threads.execute(command));
    }

    /** What needs the database, on a thread that may wait. */
    <T> Mono<T> later(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(threads);
    }

    /**
     * What follows; whoever takes it has a place until he leaves. It ends at once when there is none left.
     *
     * @param writing where the answer is written: from any other thread an event could come when he has left already,
     *     which the server takes for a mistake
     */
    Publisher<Event<String>> of(EventFilter filter, EventCursor after, Executor writing) {
        return Flux.defer(() -> tail.join(filter, after)
                        .map(listener -> to(listener, after))
                        .orElseGet(Flux::empty))
                .subscribeOn(threads)
                .publishOn(Schedulers.fromExecutor(writing), AHEAD);
    }

    private Flux<Event<String>> to(Listener listener, EventCursor after) {
        var untold = new ArrayDeque<Event<String>>();
        untold.add(silent(after, "listening"));
        return Flux.<Event<String>>generate(sink -> tell(listener, untold, sink))
                .doFinally(_ -> listener.close());
    }

    /** One event; waits for it on a virtual thread, until the client leaves at the latest. */
    private void tell(Listener listener, Queue<Event<String>> untold, SynchronousSink<Event<String>> sink) {
        try {
            if (untold.isEmpty()) {
                listener.next(LONGEST_SILENCE).ifPresent(heard -> untold.addAll(events(heard)));
            }
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) { // the client comes again and goes on where it was
            LOG.warn("event_stream_failed error=\"{}\" next=closed", failed.getMessage());
        }
        var event = untold.poll();
        if (event == null) {
            sink.complete();
        } else {
            sink.next(event);
        }
    }

    private Queue<Event<String>> events(Heard heard) {
        var events = new ArrayDeque<Event<String>>();
        if (heard.isReset()) {
            events.add(Event.of("{}").id(heard.cursor().toString()).name("reset"));
        }
        heard.events().forEach(read -> events.add(event(read)));
        if (events.isEmpty()) {
            events.add(silent(heard.cursor(), "nothing new"));
        }
        return events;
    }

    /** Without data: clients note the id and tell nobody. */
    private static Event<String> silent(EventCursor cursor, String comment) {
        return Event.of("").id(cursor.toString()).comment(comment);
    }

    private Event<String> event(Read read) {
        return Event.of(texts.write(read.event()))
                .id(read.cursor().toString())
                .name(read.event().type());
    }
}
