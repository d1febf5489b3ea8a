package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Courier;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.rest.Errand.Gear;
import io.ordo.scheduler.target.Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/**
 * Brings parcels over HTTP, to vetted addresses alone. It follows no redirect, asks no proxy, keeps no cookie and sends
 * nothing twice: the dispatcher alone decides what is tried again.
 */
public final class RestCourier implements Courier {
    /** For those who end at once when they are told to. */
    private static final Duration LAST = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rest-", 0).factory());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("rest-timer").daemon().factory());
    private final Set<Errand> underWay = ConcurrentHashMap.newKeySet();
    private final Connections connections;
    private final Gear gear;
    private final Duration grace;
    private final int most;
    private final Future<?> sweeping;

    /**
     * A courier that has connected to nothing yet.
     *
     * @param hosts where receivers may be
     * @param clock tells receivers when something was sent, and how long is left until a date they name
     */
    public RestCourier(Hosts hosts, SigningKeys keys, InstantSource clock, Setup setup) {
        connections = new Connections(new Connector(setup.tls()), setup.mostAtOnce(), System::nanoTime);
        gear = new Gear(hosts, connections, new Requests(keys, clock, setup.version()), new Verdict(clock));
        grace = setup.grace();
        most = setup.mostAtOnce();
        timer.setRemoveOnCancelPolicy(true);
        sweeping = timer.scheduleWithFixedDelay(connections::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * How a courier is equipped.
     *
     * @param version of Ordo, as receivers are told
     * @param mostAtOnce parcels under way to one address of a place; the others wait, and their time runs
     * @param grace for what is under way when the courier closes
     * @param tls trusts whom it trusts
     */
    public record Setup(String version, int mostAtOnce, Duration grace, SSLSocketFactory tls) {
        /** Trusts whom this machine's Java trusts. */
        public static Setup ofThisMachine(String version, int mostAtOnce, Duration grace) {
            var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
            return new Setup(version, mostAtOnce, grace, tls);
        }
    }

    @Override
    public CompletableFuture<Delivery> deliver(Parcel parcel) {
        if (!(parcel.address() instanceof Address.Rest address)) {
            throw new IllegalArgumentException(
                    "this courier knows no way to " + parcel.address().place());
        }
        var errand = new Errand(parcel, address, gear);
        long end = System.nanoTime() + address.timeout().toNanos();
        underWay.add(errand);
        try {
            threads.execute(() -> run(errand, end));
        } catch (RejectedExecutionException closed) {
            errand.stop();
            underWay.remove(errand);
        }
        return errand.delivery();
    }

    private void run(Errand errand, long end) {
        var alarm = timer.schedule(errand::expire, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            errand.run();
        } finally {
            alarm.cancel(false);
            underWay.remove(errand);
        }
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                underWay.forEach(Errand::stop);
                threads.awaitTermination(LAST.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException hurried) {
            underWay.forEach(Errand::stop);
            Thread.currentThread().interrupt();
        } finally {
            sweeping.cancel(false);
            timer.shutdown();
            connections.close();
        }
    }
}
