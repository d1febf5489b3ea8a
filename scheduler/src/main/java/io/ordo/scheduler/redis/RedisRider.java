package io.ordo.scheduler.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ordo.scheduler.dispatching.Errand;
import io.ordo.scheduler.dispatching.NoWay;
import io.ordo.scheduler.dispatching.Rider;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes parcels to one server, on one connection, those of a ride in one go. A command without an answer ends the
 * connection, and all others that are on it: nothing of them is sent any more, and what Redis has of them is unknown.
 */
final class RedisRider implements Rider {
    /** Makes a connection. */
    interface Connecting {
        StatefulRedisConnection<String, String> connect() throws NoWay;
    }

    private final Connecting connecting;
    private final AtomicReference<@Nullable StatefulRedisConnection<String, String>> connection =
            new AtomicReference<>();

    RedisRider(Connecting connecting) {
        this.connecting = connecting;
    }

    @Override
    public void ride(List<Errand> errands) {
        try {
            var open = connection();
            errands.forEach(errand -> write(open, errand));
            open.flushCommands();
            if (!open.isOpen()) {
                drop(open);
            }
        } catch (NoWay none) {
            errands.forEach(errand -> errand.end(none.delivery()));
        }
    }

    private StatefulRedisConnection<String, String> connection() throws NoWay {
        var known = connection.get();
        if (known != null && known.isOpen()) {
            return known;
        }
        if (known != null) {
            drop(known);
        }
        var made = connecting.connect();
        connection.set(made);
        return made;
    }

    private void write(StatefulRedisConnection<String, String> open, Errand errand) {
        var _ = ParcelCommand.write(open.async(), errand.parcel()).whenComplete((delivery, failed) -> {
            if (failed == null) {
                errand.end(delivery);
            } else {
                var cause =
                        failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
                if (!(cause instanceof RedisCommandExecutionException)) {
                    drop(open);
                }
                errand.end(RedisOutcome.failed(cause));
            }
        });
    }

    /** Commands that wait on it fail. */
    private void drop(StatefulRedisConnection<String, String> broken) {
        if (connection.compareAndSet(broken, null)) {
            var _ = broken.closeAsync();
        }
    }

    @Override
    public void close() {
        var last = connection.getAndSet(null);
        if (last != null) {
            last.close();
        }
    }
}
