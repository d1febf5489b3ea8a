package io.ordo.scheduler.telling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.event.OldEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventPrunerTest {
    private final Events events = new Events();
    private OptionalLong needed = OptionalLong.empty();
    private final EventPruner pruner = new EventPruner(events, () -> needed);

    @Test
    void eventsAreForgottenAfterTenMinutes() {
        runAt(Duration.ZERO, 100, 10);
        runAt(Duration.ofMinutes(5), 200, 20);
        runAt(EventPruner.KEPT.minusMillis(1), 300, 30);
        assertThat(events.forgotten).isEmpty();

        runAt(EventPruner.KEPT, 300, 30);
        assertThat(events.forgotten).containsExactly(100L);
        runAt(EventPruner.KEPT.plusMinutes(5), 400, 40);
        assertThat(events.forgotten).containsExactly(100L, 200L);
    }

    @Test
    void ofManyEventsOnlyTheNewestAreKept() {
        runAt(Duration.ZERO, 100, 10);
        runAt(Duration.ofSeconds(1), 200, EventPruner.MOST + 9);
        assertThat(events.forgotten).isEmpty();

        runAt(Duration.ofSeconds(2), 300, EventPruner.MOST + 10);
        assertThat(events.forgotten).containsExactly(100L);
    }

    @Test
    void whatSomebodyStillReadsIsKeptForADay() {
        needed = OptionalLong.of(99);
        runAt(Duration.ZERO, 100, 10);
        runAt(EventPruner.KEPT_FOR_READERS.minusMillis(1), 200, EventPruner.MOST * 2);
        assertThat(events.forgotten).isEmpty();

        runAt(EventPruner.KEPT_FOR_READERS, 200, EventPruner.MOST * 2);
        assertThat(events.forgotten).containsExactly(100L);
    }

    @Test
    void whatSomebodyStillReadsIsKeptUpToTenMillionEventsAndThenMissedWithOneWarning() {
        var logger = (Logger) LoggerFactory.getLogger(EventPruner.class);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        needed = OptionalLong.of(99);
        events.left = 2;
        runAt(Duration.ZERO, 100, 10);
        runAt(Duration.ofSeconds(1), 200, EventPruner.MOST_FOR_READERS + 9);
        assertThat(events.forgotten).isEmpty();

        runAt(Duration.ofSeconds(2), 300, EventPruner.MOST_FOR_READERS + 10);
        events.left = 2;
        runAt(Duration.ofSeconds(3), 400, EventPruner.MOST_FOR_READERS * 2 + 9);
        logger.detachAppender(logged);
        assertThat(events.forgotten).containsExactly(100L, 200L);
        assertThat(logged.list).hasSize(1);
        assertThat(logged.list.getFirst().getMessage()).startsWith("unread_events_forgotten ");
    }

    @Test
    void whatEverybodyHasReadIsForgottenInTime() {
        needed = OptionalLong.of(100);
        runAt(Duration.ZERO, 100, 10);
        runAt(EventPruner.KEPT, 200, 20);
        assertThat(events.forgotten).containsExactly(100L);
    }

    @Test
    void aFullBatchIsFollowedByAnotherForTheSameEvents() {
        runAt(Duration.ZERO, 100, 10);
        events.left = 10_001;

        assertThat(runAt(EventPruner.KEPT, 200, 20)).isTrue();
        assertThat(runAt(EventPruner.KEPT, 200, 20)).isFalse();
        assertThat(runAt(EventPruner.KEPT, 200, 20)).isFalse();

        assertThat(events.forgotten).containsExactly(100L, 100L);
    }

    @Test
    void whatABackupBroughtIsForgottenFirst() {
        runAt(Duration.ZERO, 100, 10);
        runAt(Duration.ofSeconds(1), 100, 10);

        assertThat(events.disowned).isEqualTo(1);
    }

    private boolean runAt(Duration time, long horizon, long number) {
        events.now = new OldEvents.Mark(horizon, number, Instant.EPOCH.plus(time));
        return pruner.runOnce();
    }

    private static final class Events implements OldEvents {
        private Mark now = new Mark(0, 0, Instant.EPOCH);
        private final List<Long> forgotten = new ArrayList<>();
        private int left;
        private int disowned;

        @Override
        public Mark mark() {
            return now;
        }

        @Override
        public int forget(long horizon, int limit) {
            forgotten.add(horizon);
            int gone = Math.min(left, limit);
            left -= gone;
            return gone;
        }

        @Override
        public void forgetForeign() {
            disowned++;
        }
    }
}
