package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.NoWay;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.rest.Connections.Line;
import io.ordo.scheduler.target.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
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

    /** Others are under way to the same address, as many as may be. */
    private volatile boolean awaitsTurn;

    Errand(Parcel parcel, Address.Rest address, Gear gear) {
        this.parcel = parcel;
        this.address = address;
        this.gear = gear;
    }

    /** What every errand needs. */
    record Gear(Hosts hosts, Connections connections, Requests requests, Verdict verdict) {}

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
        end(awaitsTurn ? Trouble.noTurn(address) : Trouble.late(address, false), Trouble.late(address, true));
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
            return Refused.of(wrong.get());
        }
        try {
            var addresses = gear.hosts().of(address.url());
            var share = address.timeout().dividedBy(addresses.size());
            var patience = share.compareTo(LONGEST_CONNECT) < 0 ? share : LONGEST_CONNECT;
            return bring(addresses, gear.requests().of(parcel, address), patience);
        } catch (NoWay none) {
            return none.delivery();
        }
    }

    /** To the first that can be reached. One that is silent leaves time for the others. */
    private Delivery bring(List<InetAddress> addresses, ClassicHttpRequest request, Duration patience) {
        var delivery = bring(Route.to(address, addresses.getFirst()), request, patience);
        return addresses.size() > 1 && step.get() == Step.UNSENT
                ? bring(addresses.subList(1, addresses.size()), request, patience)
                : delivery;
    }

    private Delivery bring(Route route, ClassicHttpRequest request, Duration patience) {
        try {
            awaitsTurn = true;
            var turn = gear.connections().turn(route);
            awaitsTurn = false;
            var line = turn.connect(patience);
            if (step.compareAndSet(Step.UNSENT, Step.SENT)) {
                return exchange(line, request);
            }
            line.keep();
            return Trouble.late(address, false);
        } catch (IOException failed) {
            return Trouble.noConnection(address, failed);
        } catch (InterruptedException givenUp) {
            return Trouble.noTurn(address);
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
