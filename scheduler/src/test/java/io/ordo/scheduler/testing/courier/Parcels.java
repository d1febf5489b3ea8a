package io.ordo.scheduler.testing.courier;

import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Address;
import java.util.UUID;

/** Parcels with a number each, by which their task and body are known. */
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
}
