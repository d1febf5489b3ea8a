package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.target.Address;

/** Who goes where. */
public record Couriers(Courier rest, Courier kafka, Courier redis) implements AutoCloseable {
    /** Whoever goes to an address of that kind. */
    public Courier to(Address address) {
        return switch (address) {
            case Address.Rest _ -> rest;
            case Address.Kafka _ -> kafka;
            case Address.Redis _ -> redis;
        };
    }

    @Override
    public void close() {
        rest.close();
        kafka.close();
        redis.close();
    }
}
