package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.dispatching.Packer;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.Seals;
import io.ordo.scheduler.target.Secrets;
import io.ordo.scheduler.target.Target;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes parcels of tasks as their targets say. */
@Singleton
public final class ParcelForm implements Packer {
    /** How long an address and a connection are known by heart: twice that late at worst a change is taken up. */
    private static final Duration MEMORY = Duration.ofMillis(2_500);

    private static final int MOST_KNOWN = 1_000;

    private final Json json;
    private final AddressForm addresses;
    private final KeptTexts texts;
    private final KnownConnections connections;
    private final Map<Target, Known> known = new ConcurrentHashMap<>();

    ParcelForm(Json json, AddressForm addresses, Secrets secrets, Seals seals, Connections connections) {
        this.json = json;
        this.addresses = addresses;
        this.texts = new KeptTexts(secrets, seals);
        this.connections = new KnownConnections(connections, MEMORY, System::nanoTime);
    }

    @Override
    public Parcel pack(Popped popped) {
        var target = popped.task().work().target();
        if (target == null) {
            throw new Undeliverable("no_target", "The queue is dispatched, and this task has no target.", false);
        }
        return parcel(
                popped.lease().key(),
                popped.lease().attempt(),
                known(target),
                popped.task().work().payload());
    }

    /**
     * A parcel of no task, by what its target and its connection say at this moment.
     *
     * @param lease of no task
     * @throws Undeliverable when the target cannot be understood
     */
    public Parcel fresh(LeaseKey lease, Target target, String payload) {
        if (target.connection() != null) {
            connections.fresh(target.connection());
        }
        return parcel(lease, 1, understood(target, System.nanoTime()), payload);
    }

    private Parcel parcel(LeaseKey lease, int attempt, Known known, String payload) {
        return new Parcel(lease, attempt, known.address(), known.isData() ? data(payload) : payload);
    }

    private String data(String payload) {
        var data = json.stored(payload).get(AddressForm.DATA);
        return data == null ? "{}" : json.text(data);
    }

    private Known known(Target target) {
        long now = System.nanoTime();
        var found = known.get(target);
        if (found == null || now - found.since() > MEMORY.toNanos()) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            found = understood(target, now);
            known.put(target, found);
        }
        return found;
    }

    /**
     * A secret that is missing may come, or the key under which a text was sealed; whatever else is wrong was not wrong
     * once, or is of an older version.
     */
    private Known understood(Target target, long now) {
        var tree = settings(target);
        try {
            var settings = Fields.of(tree);
            var address = addresses.read(target.kind(), settings, texts);
            settings.check();
            var send = tree.get(AddressForm.SEND);
            boolean isData = send != null && send.isString() && AddressForm.DATA.equals(send.getStringValue());
            return new Known(required(address), isData, now);
        } catch (ProblemException wrong) {
            throw wrong(wrong.all());
        }
    }

    private JsonNode settings(Target target) {
        var own = json.stored(target.settings());
        if (target.connection() == null) {
            return own;
        }
        var connection = connections
                .find(target.connection())
                .filter(found -> found.kind() == target.kind())
                .orElseThrow(() -> wrong("There is no connection " + target.connection() + "."));
        var both = ConnectedSettings.of(target.kind(), json.stored(connection.settings()), own);
        if (both.fault() != null) {
            throw wrong(both.fault().name() + ": " + both.fault().message());
        }
        return both.together();
    }

    private static Undeliverable wrong(String why) {
        return new Undeliverable("target_wrong", "Its target cannot be used: " + why, true);
    }

    private static Address required(@Nullable Address address) {
        if (address == null) {
            throw new IllegalStateException("settings without a fault made no address");
        }
        return address;
    }

    /** @param since in the JVM's nanoseconds */
    private record Known(Address address, boolean isData, long since) {}
}
