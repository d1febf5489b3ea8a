package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpRequest;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.http.once.Replays;
import io.ordo.scheduler.http.once.Replays.Said;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a pop looks for tasks that may be sent again: in a transaction of its own that keeps what it got. A look that
 * finds nothing is not kept, so that a pop sent again may find more.
 */
@Singleton
final class KeyedPops {
    private final Exchange alone;
    private final Replays replays;

    KeyedPops(Exchange alone, Replays replays) {
        this.alone = alone;
        this.replays = replays;
    }

    /** How this request looks, at first with its settlements. */
    Function<Request, Exchanged> look(HttpRequest<?> request, List<Settlement> settlements) {
        var settled = new ArrayList<Settled>();
        return asked -> replays.once(request, () -> alone.alone(asked), got -> {
            settled.addAll(got.settled());
            return said(settlements, new Exchanged(List.copyOf(settled), got.popped()));
        });
    }

    private @Nullable Said said(List<Settlement> settlements, Exchanged got) {
        if (got.popped().isEmpty()) {
            return null;
        }
        var leases = got.popped().stream().map(popped -> popped.lease().key()).toList();
        return new Said(200, PopText.of(settlements, got), null, leases);
    }
}
