package io.ordo.scheduler.dispatching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A courier whose every parcel comes to one receiver, who answers as the test says. */
final class Receiver implements Courier {
    static final Delivery ARRIVED = new Delivery.Arrived("{\"code\": 200}");
    static final Delivery AWAY = new Delivery.Unreached("connection_refused", "Nobody listens.");

    private final int most;
    private final List<Parcel> got = new ArrayList<>();
    private Function<Parcel, CompletableFuture<Delivery>> answer;
    private int underway;
    private int mostUnderway;

    Receiver(int most, Function<Parcel, CompletableFuture<Delivery>> answer) {
        this.most = most;
        this.answer = answer;
    }

    /** Answers at once, always so. */
    static Receiver saying(Delivery delivery) {
        return new Receiver(1_000, _ -> CompletableFuture.completedFuture(delivery));
    }

    synchronized void say(Delivery delivery) {
        answer = _ -> CompletableFuture.completedFuture(delivery);
    }

    /** Every parcel, in the order in which they came. */
    synchronized List<Parcel> got() {
        return List.copyOf(got);
    }

    /** How many were on their way at once at most. */
    synchronized int mostUnderway() {
        return mostUnderway;
    }

    @Override
    public CompletableFuture<Delivery> deliver(Parcel parcel) {
        CompletableFuture<Delivery> came;
        synchronized (this) {
            got.add(parcel);
            underway++;
            mostUnderway = Math.max(mostUnderway, underway);
            came = answer.apply(parcel);
        }
        return came.whenComplete((_, _) -> ended());
    }

    private synchronized void ended() {
        underway--;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public void close() {
        // what a test holds back, it lets go itself
    }
}
