package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.rest.Connections.Line;
import io.ordo.scheduler.rest.Guard.Way;
import io.ordo.scheduler.target.Address;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one parcel, in a virtual thread of its own: only there does an interrupt end whatever a socket is waiting for.
 * Whoever ends it early is told at once what is known by then, though the thread may be looking up a name, which
 * nothing ends; nothing is sent afterwards.
 */
final class Errand implements Runnable {
    /** Whoever has not answered by then is away. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

    private final Parcel parcel;
    private final Address.Rest address;
    private final Gear gear;
    private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    private final AtomicReference<Step> step = new AtomicReference<>(Step.UNSENT);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Delivery ending;

    Errand(Parcel parcel, Address.Rest address, Gear gear) {
        this.parcel = parcel;
        this.address = address;
        this.gear = gear;
    }

    /** What every errand needs. */
    record Gear(Guard guard, Connections connections, Requests requests, Verdict verdict) {}

    private enum Step {
        UNSENT,
        SENT,
        GIVEN_UP
    }

    CompletableFuture<Delivery> delivery() {
        return delivery;
    }

    /** Its time is over. */
    void expire() {
        end(Trouble.late(address, false), Trouble.late(address, true));
    }

    /** The courier closes. */
    void stop() {
        end(Trouble.stopped(false), Trouble.stopped(true));
    }

    private void end(Delivery unsent, Delivery sent) {
        if (step.compareAndSet(Step.UNSENT, Step.GIVEN_UP)) {
            delivery.complete(unsent);
        } else {
            ending = sent;
        }
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            delivery.complete(bring());
        } catch (RuntimeException | Error bug) {
            LOG.error("delivery failed and counts as an attempt task={}", parcel.task(), bug);
            delivery.complete(Trouble.bug());
        }
    }

    private Delivery bring() {
        var wrong = Requests.wrong(address);
        if (wrong.isPresent()) {
            return Trouble.wrong(wrong.get());
        }
        try {
            return switch (gear.guard().to(address)) {
                case Way.Closed closed -> Trouble.wrong(closed.wrong());
                case Way.Open open -> bring(open, gear.requests().of(parcel, address));
            };
        } catch (UnknownHostException unknown) {
            return Trouble.unknownHost(address);
        }
    }

    /** To the first that can be reached. One that is silent leaves time for the others. */
    private Delivery bring(Way.Open way, ClassicHttpRequest request) {
        var share = address.timeout().dividedBy(way.addresses().size());
        var patience = share.compareTo(LONGEST_CONNECT) < 0 ? share : LONGEST_CONNECT;
        var last = Trouble.unknownHost(address);
        for (var one : way.addresses()) {
            last = bring(Route.to(address, one), request, patience);
            if (step.get() != Step.UNSENT) {
                return last;
            }
        }
        return last;
    }

    private Delivery bring(Route route, ClassicHttpRequest request, Duration patience) {
        try {
            var line = gear.connections().take(route, patience);
            if (step.compareAndSet(Step.UNSENT, Step.SENT)) {
                return exchange(line, request);
            }
            line.keep();
            return Trouble.late(address, false);
        } catch (IOException failed) {
            return Trouble.noConnection(address, failed);
        } catch (InterruptedException givenUp) {
            return Trouble.late(address, false);
        }
    }

    private Delivery exchange(Line line, ClassicHttpRequest request) {
        try {
            return gear.verdict().on(Exchange.on(line, request), address);
        } catch (IOException | HttpException failed) {
            var early = ending;
            return early == null ? Trouble.noAnswer(failed) : early;
        }
    }
}
