package io.ordo.scheduler.testing.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Courier;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Address;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Parcels with a number each, by which their task and body are known, and what comes of them. */
public final class Parcels {
    private Parcels() {}

    /** The first attempt of the task of a number; its fence is 1 000 more. */
    public static Parcel parcel(int number, Address address) {
        return new Parcel(new LeaseKey(new UUID(7, number), 1_000L + number), 1, address, body(number));
    }

    /** What is in the parcel of a number. */
    public static String body(int number) {
        return "{\"number\":" + number + "}";
    }

    /** The number of the parcel that has a body. */
    public static int number(String body) {
        return Integer.parseInt(body.replaceAll("\\D", ""));
    }

    /** Gives the parcel of a number to a courier. */
    public static CompletableFuture<Delivery> give(Courier courier, int number, Address address) {
        return courier.deliver(parcel(number, address));
    }

    /** The same, and waits for what comes of it. */
    public static Delivery deliver(Courier courier, int number, Address address) {
        return give(courier, number, address).join();
    }

    public static void assertRefused(Delivery delivery, String reason, boolean isRetryable, boolean isPlace) {
        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(List.of(refused.reason(), refused.isRetryable(), refused.isPlace()))
                                .as(refused.error())
                                .containsExactly(reason, isRetryable, isPlace));
    }

    public static void assertUnreached(Delivery delivery, String reason) {
        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Unreached.class,
                        unreached -> assertThat(unreached.reason())
                                .as(unreached.error())
                                .isEqualTo(reason));
    }
}
