package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gates within queues: what is behind one is queued and keeps its rank, and nobody pops it. All schedulers know of one
 * that is shut; one that nobody knows of is open, and whoever finds tasks behind it lets them through.
 */
public interface Gates {
    /** Every gate of a queue that is shut or has tasks behind it, by its name. */
    Map<String, Gate> of(String queue);

    /**
     * Shuts a gate, or keeps it shut.
     *
     * @param reason a stable word
     * @param pause until one task is let through to try
     */
    void shut(String queue, String name, String reason, Duration pause);

    /**
     * Takes it upon this scheduler to let one through now, if it is time.
     *
     * @param pause until the next
     * @return false when it is not time yet, or another scheduler does it
     */
    boolean isMineToTry(String queue, String name, Duration pause);

    /** Opens a gate. What is behind it is let through by {@link #letThrough}. */
    void open(String queue, String name);

    /**
     * Lets the best of those behind a gate through. Who has limits stands behind the gates of those then.
     */
    Through letThrough(String queue, String name, int most);

    /**
     * Who was let through a gate.
     *
     * @param count how many
     * @param open where those stand who may be popped now, best first
     * @param limits the gates of limits that the others stand behind
     */
    record Through(int count, List<Place> open, Set<String> limits) {
        public Through {
            open = List.copyOf(open);
            limits = Set.copyOf(limits);
        }
    }

    /**
     * A gate.
     *
     * @param isShut whether somebody shut it
     * @param failures how often it has been tried since in vain; 0 for one that is open
     * @param hasTasks whether there are tasks behind it
     */
    record Gate(boolean isShut, int failures, boolean hasTasks) {}
}
