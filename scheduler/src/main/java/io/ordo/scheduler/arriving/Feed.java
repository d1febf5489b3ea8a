package io.ordo.scheduler.arriving;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * What schedulers tell each other of arrivals: which queues gained tasks, and the best rank among them. Arrivals of a
 * moment are one message, however many they are, because messages are in the order of commits and so would put all
 * commits in one line.
 */
public final class Feed {
    /** PostgreSQL's limit of a message is 8 000 bytes; a queue takes up to 100 characters of four bytes. */
    private static final int MOST_QUEUES = 15;

    private final Channel channel;
    private final Heads heads;
    private final Doorbell doorbell;
    private final String self = UUID.randomUUID().toString();
    private final ConcurrentMap<String, Long> untold = new ConcurrentHashMap<>();

    public Feed(Channel channel, Heads heads, Doorbell doorbell) {
        this.channel = channel;
        this.heads = heads;
        this.doorbell = doorbell;
    }

    /** Notes an arrival, to be told soon. */
    void note(String queue, long rank) {
        untold.merge(queue, rank, Math::min);
    }

    /**
     * Tells the others what has arrived here since the last time.
     *
     * @return whether there is more to tell
     */
    public boolean runOnce() {
        var told = new HashMap<String, Long>();
        for (String queue : untold.keySet().stream().limit(MOST_QUEUES).toList()) {
            Long rank = untold.remove(queue);
            if (rank != null) {
                told.put(queue, rank);
            }
        }
        if (!told.isEmpty()) {
            tell(told);
        }
        return !untold.isEmpty();
    }

    private void tell(Map<String, Long> told) {
        try {
            channel.send(self + "\n"
                    + told.entrySet().stream()
                            .map(one -> one.getValue() + " " + one.getKey())
                            .collect(Collectors.joining("\n")));
        } catch (RuntimeException unsent) {
            told.forEach(this::note);
            throw unsent;
        }
    }

    /** A scheduler, perhaps this one, has told something. */
    public void heard(String message) {
        var lines = message.lines().toList();
        if (!lines.getFirst().equals(self)) {
            lines.stream().skip(1).forEach(this::heardOne);
        }
    }

    /** Messages may have been lost. */
    public void missed() {
        heads.forgetAll();
        doorbell.ringAll();
    }

    private void heardOne(String line) {
        String[] parts = line.split(" ", 2);
        heads.arrivedElsewhere(parts[1], Long.parseLong(parts[0]));
        doorbell.ring(parts[1], Integer.MAX_VALUE);
    }

    /** How messages reach the other schedulers. */
    public interface Channel {
        /** Sends a text of at most 7 000 bytes to every scheduler on this database, this one included. */
        void send(String message);
    }
}
