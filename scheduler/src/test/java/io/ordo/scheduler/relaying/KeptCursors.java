package io.ordo.scheduler.relaying;

import io.ordo.scheduler.event.EventCursor;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far one topic has been told, in memory; it is held until the test says otherwise. */
public final class KeptCursors implements RelayCursors {
    private @Nullable EventCursor cursor;
    private @Nullable UUID holder;
    private boolean isDue;
    private int advances;

    EventCursor cursor() {
        return Objects.requireNonNull(cursor);
    }

    /** How often it was noted how far the topic has been told. */
    int advances() {
        return advances;
    }

    /** The holder has had the topic for too long. */
    void expire() {
        holder = null;
    }

    /** The holder takes the topic for longer when it looks next. */
    void renew() {
        isDue = true;
    }

    @Override
    public void begin(String topic, EventCursor beginning) {
        if (cursor == null) {
            cursor = beginning;
        }
    }

    @Override
    public Optional<Held> take(String topic, UUID taker) {
        if (cursor == null || (holder != null && !holder.equals(taker))) {
            return Optional.empty();
        }
        boolean isRenewed = isDue || holder == null;
        isDue = false;
        holder = taker;
        return Optional.of(new Held(cursor, isRenewed));
    }

    @Override
    public boolean advance(String topic, UUID teller, EventCursor next) {
        boolean isMine = teller.equals(holder);
        if (isMine) {
            cursor = next;
            advances++;
        }
        return isMine;
    }

    @Override
    public void release(String topic, UUID leaver) {
        if (leaver.equals(holder)) {
            holder = null;
        }
    }

    @Override
    public OptionalLong oldest() {
        return cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor.from());
    }
}
