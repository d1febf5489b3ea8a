package io.ordo.scheduler.redis;

import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Accepted;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.target.Address;
import java.util.concurrent.CompletionStage;

/** A parcel as a command, and what its answer says. */
final class ParcelCommand {
    private ParcelCommand() {}

    static CompletionStage<Delivery> write(RedisAsyncCommands<String, String> redis, Parcel parcel) {
        var address = (Address.Redis) parcel.address();
        return switch (address.way()) {
            case LIST ->
                redis.lpush(address.key(), parcel.body())
                        .thenApply(length -> new Arrived("{\"length\":" + length + "}"));
            case STREAM ->
                redis.xadd(address.key(), limit(address), entry(parcel))
                        .thenApply(id -> added(address, "{\"id\":\"" + id + "\"}"));
            case PUBLISH -> redis.publish(address.key(), parcel.body()).thenApply(ParcelCommand::heard);
        };
    }

    private static Delivery added(Address.Redis address, String receipt) {
        return address.isAsync() ? new Accepted(receipt) : new Arrived(receipt);
    }

    private static XAddArgs limit(Address.Redis address) {
        var limit = new XAddArgs();
        return address.maxLength() == null
                ? limit
                : limit.maxlen(address.maxLength()).approximateTrimming();
    }

    private static Object[] entry(Parcel parcel) {
        return new Object[] {
            "task", parcel.task().toString(),
            "attempt", Integer.toString(parcel.attempt()),
            "fence", Long.toString(parcel.lease().fence()),
            "idempotency_key", parcel.key(),
            "traceparent", parcel.traceparent(),
            "body", parcel.body()
        };
    }

    private static Delivery heard(long receivers) {
        String receipt = "{\"receivers\":" + receivers + "}";
        return receivers == 0
                ? new Refused("nobody_listens", "Nobody listens to the channel.", true, false, null, receipt)
                : new Arrived(receipt);
    }
}
