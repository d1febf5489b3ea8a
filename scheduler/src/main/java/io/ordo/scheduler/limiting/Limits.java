package io.ordo.scheduler.limiting;

import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gates of concurrency keys and connections. Every task that has one comes into its queue behind it, and only who
 * looks at the gate lets it through, one at a time over all schedulers; so there are never too many, whoever else moves
 * tasks meanwhile.
 */
public interface Limits {
    /**
     * Lets as many through the gates of keys as there is room for, best first. Of a key that has no room left, a task
     * that waits for somebody to pop it goes back behind its gate for a better one of its queue. Tasks of paused queues
     * stay, or go back.
     */
    List<Passed> passKeys(Collection<String> keys);

    /** Lets as many through the gates of connections as there is room for, best first; none of a paused queue. */
    Looked passConnections(Collection<String> connections);

    /**
     * Gates with tasks behind them, by their names.
     *
     * @param after the name to begin behind; null for the first
     */
    List<String> crowded(@Nullable String after, int most);

    /**
     * What came of a look at connections.
     *
     * @param passed who is through one of the gates
     * @param again gates that have room only later, because of a rate
     */
    record Looked(List<Passed> passed, Map<String, Duration> again) {
        public Looked {
            passed = List.copyOf(passed);
            again = Map.copyOf(again);
        }
    }

    /**
     * A task that passed.
     *
     * @param gate which it passed
     * @param next behind which it is now; null when nothing keeps it from being popped
     * @param place where it stands
     */
    record Passed(String gate, @Nullable String next, String queue, Place place) {
        boolean isOpen() {
            return next == null;
        }
    }
}
