package io.ordo.scheduler.http.connection;

import io.ordo.api.connection.ConnectionTried;
import io.ordo.scheduler.dispatching.Couriers;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Packer.Undeliverable;
import io.ordo.scheduler.http.connection.ConnectionForm.Sample;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.target.ParcelForm;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.lease.LeaseKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** Sends a parcel of no task, by the same couriers that take those of tasks. */
@Singleton
final class ConnectionTry {
    /** No lease has it. */
    private static final long FENCE = 0;

    private final ParcelForm parcels;
    private final Couriers couriers;
    private final Supplier<UUID> ids;
    private final Json json;

    ConnectionTry(ParcelForm parcels, Couriers couriers, Supplier<UUID> ids, Json json) {
        this.parcels = parcels;
        this.couriers = couriers;
        this.ids = ids;
        this.json = json;
    }

    /** What came of it; waits for it as long as the connection lets a request take. */
    ConnectionTried send(Sample sample) {
        long begin = System.nanoTime();
        var delivery = delivery(sample);
        var took = Duration.ofNanos(System.nanoTime() - begin).truncatedTo(ChronoUnit.MILLIS);
        return switch (delivery) {
            case Delivery.Arrived(String receipt) ->
                new ConnectionTried("arrived", null, null, json.stored(receipt), Seconds.of(took));
            case Delivery.Accepted(String receipt) ->
                new ConnectionTried("accepted", null, null, json.stored(receipt), Seconds.of(took));
            case Delivery.Refused refused ->
                new ConnectionTried(
                        "refused",
                        refused.reason(),
                        refused.error(),
                        refused.receipt() == null ? null : json.stored(refused.receipt()),
                        Seconds.of(took));
            case Delivery.Unreached(String reason, String error) ->
                new ConnectionTried("unreached", reason, error, null, Seconds.of(took));
        };
    }

    private Delivery delivery(Sample sample) {
        try {
            var parcel = parcels.fresh(new LeaseKey(ids.get(), FENCE), sample.target(), sample.payload());
            return couriers.to(parcel.address()).deliver(parcel).join();
        } catch (Undeliverable no) {
            return new Delivery.Refused(no.reason(), no.error(), false, false, null, null);
        }
    }
}
