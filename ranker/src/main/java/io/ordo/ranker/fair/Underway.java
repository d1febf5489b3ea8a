package io.ordo.ranker.fair;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work that was charged before it is queued. The sums are whole nanoseconds, so that nothing is left of what has come.
 * Not for several threads.
 */
final class Underway {
    private final Map<Part, Long> nanos = new HashMap<>();

    void add(String tenant, int level, Duration work) {
        nanos.merge(new Part(tenant, level), work.toNanos(), Underway::sum);
    }

    void remove(String tenant, int level, Duration work) {
        nanos.merge(new Part(tenant, level), -work.toNanos(), Underway::sum);
    }

    void chargeTo(Account account) {
        nanos.forEach((part, work) ->
                account.charge(account.tenant(part.tenant()), part.level(), TagBook.seconds(Duration.ofNanos(work))));
    }

    private static @Nullable Long sum(long some, long more) {
        return some + more == 0 ? null : some + more;
    }

    private record Part(String tenant, int level) {}
}
