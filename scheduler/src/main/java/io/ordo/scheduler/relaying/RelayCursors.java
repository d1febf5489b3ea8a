package io.ordo.scheduler.relaying;

import io.ordo.scheduler.event.EventCursor;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * How far each topic has been told, kept for all schedulers. One of them tells a topic at a time: it holds the topic
 * for {@link #HELD} by the database's clock, and longer while it goes on.
 */
public interface RelayCursors {
    /** How long a topic stays with a scheduler that died. */
    Duration HELD = Duration.ofMinutes(1);

    /** At least so much is left of it for whoever has just taken the topic: the time to tell one page. */
    Duration LEFT = Duration.ofSeconds(45);

    /** After so long without anybody at it, a topic no longer keeps events from being forgotten. */
    Duration ABANDONED = Duration.ofHours(24);

    /** Begins a topic, unless it has begun. */
    void begin(String topic, EventCursor cursor);

    /**
     * Takes the topic, or keeps it.
     *
     * @return empty while another scheduler holds it, or when it has not begun
     */
    Optional<Held> take(String topic, UUID holder);

    /**
     * Notes how far the topic has been told.
     *
     * @return false when the topic is another's by now; then nothing is noted
     */
    boolean advance(String topic, UUID holder, EventCursor cursor);

    /** Lets another scheduler take the topic at once; does nothing when it has. */
    void release(String topic, UUID holder);

    /** The first transaction whose events some topic still has to be told of; empty when there is no topic. */
    OptionalLong oldest();

    /**
     * A topic that is held.
     *
     * @param cursor how far it has been told
     * @param isRenewed whether it was taken anew or for longer just now, which happens every quarter of a minute
     */
    record Held(EventCursor cursor, boolean isRenewed) {}
}
