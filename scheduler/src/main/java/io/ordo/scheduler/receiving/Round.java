package io.ordo.scheduler.receiving;

import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.receiving.Fate.Dead;
import io.ordo.scheduler.receiving.Fate.Held;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of some messages. Once one is held, its partition stands still; once the trouble is everybody's, all
 * do.
 */
final class Round {
    private final Commits commits;
    private final Reading reading;
    private final Map<Message, Fate> fates = new HashMap<>();
    private final Map<Integer, Held> still = new HashMap<>();
    private @Nullable Held everybody;

    Round(Commits commits, Reading reading) {
        this.commits = commits;
        this.reading = reading;
    }

    boolean isOpen(Message message) {
        return everybody == null && !still.containsKey(message.partition());
    }

    void decide(Message message, Fate fate) {
        fates.put(message, fate);
        if (fate instanceof Held held) {
            still.putIfAbsent(message.partition(), held);
        }
    }

    /** What a message says; null when that cannot be read, which is decided then. */
    <T> @Nullable T read(Message message, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (RuntimeException failed) {
            fail(message, failed);
            return null;
        }
    }

    /**
     * Does several things together or, when they fail together, one by one, so that none suffers for another.
     *
     * @param what that is open; the message of each tells its fate
     */
    <T> void together(List<T> what, Function<T, Message> message, Function<List<T>, List<Fate>> work) {
        if (what.isEmpty() || everybody != null) {
            return;
        }
        try {
            var decided = work.apply(what);
            for (int i = 0; i < what.size(); i++) {
                decide(message.apply(what.get(i)), decided.get(i));
            }
        } catch (RuntimeException failed) {
            if (what.size() == 1 || isEverybodys(failed)) {
                fail(message.apply(what.getFirst()), failed);
            } else {
                what.stream()
                        .filter(one -> isOpen(message.apply(one)))
                        .forEach(one -> together(List.of(one), message, work));
            }
        }
    }

    private boolean isEverybodys(RuntimeException failed) {
        return failed instanceof OverloadedException || commits.isAway(failed);
    }

    private void fail(Message message, RuntimeException failed) {
        String error = String.valueOf(failed.getMessage());
        if (failed instanceof OverloadedException) {
            everybody = new Held("overloaded", error, null);
        } else if (commits.isAway(failed)) {
            everybody = new Held("database_away", error, null);
        } else {
            decide(
                    message,
                    reading.blame(failed).<Fate>map(Dead::new).orElseGet(() -> new Held("failed", error, failed)));
        }
    }

    /** What became of each; those nobody came to are held for the reason of those before. */
    List<Fate> fates(List<Message> messages) {
        return messages.stream().map(this::fate).toList();
    }

    private Fate fate(Message message) {
        var fate = fates.get(message);
        if (fate != null) {
            return fate;
        }
        var held = still.getOrDefault(message.partition(), everybody);
        if (held == null) {
            throw new IllegalStateException("nobody came to " + message);
        }
        return held;
    }
}
