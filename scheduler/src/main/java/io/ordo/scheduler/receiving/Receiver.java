package io.ordo.scheduler.receiving;

import io.ordo.scheduler.receiving.Fate.Held;
import io.ordo.scheduler.receiving.Part.Hold;
import io.ordo.scheduler.relaying.TopicAway;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes in over a topic, lets it be done, and notes then how far it has come. A message that nobody can do
 * anything with is put aside first. One that cannot be done now stops its partition until it can: none is skipped, none
 * passes another.
 */
public final class Receiver implements AutoCloseable {
    /** How long a stop waits for the batch at hand: a few statements, or a dead letter on its way. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final String topic;
    private final Inbox inbox;
    private final Handling handling;
    private final Hindrances hindrances;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean isClosed;

    /** @param topic its name */
    public Receiver(String topic, Inbox inbox, Handling handling) {
        this.topic = topic;
        this.inbox = inbox;
        this.handling = handling;
        this.hindrances = new Hindrances(topic);
    }

    /** The name of its topic. */
    public String topic() {
        return topic;
    }

    /**
     * Takes what has come and lets it be done.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        lock.lock();
        try {
            return !isClosed && runRound();
        } finally {
            lock.unlock();
        }
    }

    private boolean runRound() {
        List<Message> messages;
        try {
            messages = inbox.take();
        } catch (InboxAway away) {
            hindrances.away(String.valueOf(away.getMessage()));
            return false;
        }
        hindrances.reached(inbox.partitions());
        if (!messages.isEmpty()) {
            handle(messages);
        }
        return !messages.isEmpty();
    }

    private void handle(List<Message> messages) {
        try {
            end(parts(messages, handling.handle(messages)));
        } catch (RuntimeException | Error bug) { // or those behind them would be taken next, and these never
            var seen = new HashSet<Integer>();
            messages.stream().filter(message -> seen.add(message.partition())).forEach(inbox::hold);
            throw bug;
        }
    }

    private static Collection<Part> parts(List<Message> messages, List<Fate> fates) {
        var parts = new TreeMap<Integer, Part>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            parts.computeIfAbsent(message.partition(), _ -> new Part(message)).add(message, fates.get(i));
        }
        return parts.values();
    }

    private void end(Collection<Part> parts) {
        bury(parts);
        var next = new TreeMap<Integer, Long>();
        parts.forEach(part -> part.noteIn(next));
        inbox.done(next);
        for (var part : parts) {
            part.hold().ifPresentOrElse(this::hold, () -> hindrances.passed(part.partition()));
        }
    }

    private void bury(Collection<Part> parts) {
        var letters = parts.stream().flatMap(part -> part.letters().stream()).toList();
        if (letters.isEmpty()) {
            return;
        }
        try {
            inbox.bury(letters);
            var first = letters.getFirst();
            LOG.warn(
                    "messages_put_aside topic={} count={} partition={} offset={} code={}",
                    topic,
                    letters.size(),
                    first.message().partition(),
                    first.message().offset(),
                    first.refusal().code());
        } catch (TopicAway away) {
            var held = new Held("dead_letters_away", String.valueOf(away.getMessage()), null);
            parts.forEach(part -> part.stopAtFirstLetter(held));
        }
    }

    private void hold(Hold hold) {
        inbox.hold(hold.message());
        hindrances.held(hold.message(), hold.why());
    }

    /** Lets the batch at hand end, and leaves the topic to other schedulers. */
    @Override
    public void close() {
        isClosed = true;
        try {
            if (lock.tryLock(LAST.toSeconds(), TimeUnit.SECONDS)) {
                leave();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        try {
            inbox.close();
        } finally {
            lock.unlock();
        }
    }
}
