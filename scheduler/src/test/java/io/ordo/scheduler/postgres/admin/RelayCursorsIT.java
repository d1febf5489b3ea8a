package io.ordo.scheduler.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.relaying.RelayCursors;
import io.ordo.scheduler.relaying.RelayCursors.Held;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayCursorsIT {
    private static final EventCursor BEGINNING = new EventCursor(5, 9, 7);
    private static final EventCursor LATER = new EventCursor(9, 9, 0);

    private final Store store = Store.create();
    private final RelayCursors cursors = store.bean(RelayCursors.class);
    private final UUID holder = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @AfterAll
    void stop() {
        store.close();
    }

    @Test
    void aTopicBeginsOnce() {
        assertThat(cursors.take("begun", holder)).isEmpty();
        cursors.begin("begun", BEGINNING);
        cursors.begin("begun", LATER);
        assertThat(cursors.take("begun", holder)).contains(new Held(BEGINNING, true));
    }

    @Test
    void oneHoldsATopicUntilItsTimeIsOver() {
        cursors.begin("held", BEGINNING);
        cursors.take("held", holder);
        store.clock().advance(RelayCursors.HELD.minusMillis(1));
        assertThat(cursors.take("held", other)).isEmpty();
        store.clock().advance(Duration.ofMillis(1));
        assertThat(cursors.take("held", other)).contains(new Held(BEGINNING, true));
        assertThat(cursors.take("held", holder)).isEmpty();
    }

    @Test
    void whoGoesOnHoldsItForLongerNowAndThen() {
        cursors.begin("kept", BEGINNING);
        cursors.take("kept", holder);
        store.clock().advance(RelayCursors.HELD.minus(RelayCursors.LEFT));
        assertThat(cursors.take("kept", holder)).contains(new Held(BEGINNING, false));
        store.clock().advance(Duration.ofMillis(1));
        assertThat(cursors.take("kept", holder)).contains(new Held(BEGINNING, true));
        store.clock().advance(RelayCursors.HELD.minusMillis(1));
        assertThat(cursors.take("kept", other)).isEmpty();
    }

    @Test
    void whoLostATopicNotesNothing() {
        cursors.begin("lost", BEGINNING);
        cursors.take("lost", holder);
        store.clock().advance(RelayCursors.HELD);
        cursors.take("lost", other);
        assertThat(cursors.advance("lost", holder, LATER)).isFalse();
        cursors.release("lost", holder);
        assertThat(cursors.take("lost", other)).contains(new Held(BEGINNING, false));
        assertThat(cursors.advance("lost", other, LATER)).isTrue();
        assertThat(cursors.take("lost", other)).contains(new Held(LATER, false));
    }

    @Test
    void whatIsReleasedIsFreeAtOnce() {
        cursors.begin("released", BEGINNING);
        cursors.take("released", holder);
        cursors.release("released", holder);
        assertThat(cursors.take("released", other)).contains(new Held(BEGINNING, true));
    }

    @Test
    void eventsAreKeptForTheTopicThatIsFurthestBehindUntilItIsAbandoned() {
        store.clock().advance(RelayCursors.ABANDONED.plus(RelayCursors.HELD));
        assertThat(cursors.oldest()).isEmpty();
        cursors.begin("behind", BEGINNING);
        cursors.begin("ahead", LATER);
        assertThat(cursors.oldest()).hasValue(5);
        store.clock().advance(Duration.ofSeconds(1));
        cursors.take("ahead", holder);
        store.clock().advance(RelayCursors.ABANDONED.minusSeconds(1));
        assertThat(cursors.oldest()).hasValue(9);
    }
}
