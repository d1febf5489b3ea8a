package io.ordo.scheduler.receiving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Commands of which none needs to wait until another has been carried out; those of a queue are pushed together. */
final class Wave {
    private static final int MOST_URGENT = 1;

    private final Map<String, List<Command>> byQueue = new LinkedHashMap<>();
    private final Set<UUID> ids = new HashSet<>();

    /** Queues that may turn out to be full, and then let nobody in but the most urgent. */
    private final Set<String> narrow = new HashSet<>();

    /**
     * Whether one may go along: it is not what another is, waits for none of them, and passes none that finds its queue
     * full.
     */
    boolean takes(Command command) {
        return !ids.contains(command.push().id())
                && Collections.disjoint(ids, command.push().after())
                && !(isMostUrgent(command) && narrow.contains(command.queue().id()));
    }

    void add(Command command) {
        String queue = command.queue().id();
        ids.add(command.push().id());
        byQueue.computeIfAbsent(queue, _ -> new ArrayList<>()).add(command);
        if (command.queue().settings().maxsize() > 0 && !isMostUrgent(command)) {
            narrow.add(queue);
        }
    }

    Collection<List<Command>> byQueue() {
        return byQueue.values();
    }

    private static boolean isMostUrgent(Command command) {
        return command.push().work().priority() == MOST_URGENT;
    }
}
