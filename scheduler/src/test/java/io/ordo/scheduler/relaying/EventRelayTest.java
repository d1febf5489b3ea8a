package io.ordo.scheduler.relaying;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventRelayTest {
    private final KeptCursors cursors = new KeptCursors();
    private final WrittenLog log = new WrittenLog();
    private final Logger logger = (Logger) LoggerFactory.getLogger(EventRelay.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Outside outside = new Outside();
    private final EventRelay relay = relay();
    private long now = Long.MAX_VALUE; // it runs over, as it may

    @BeforeEach
    void listenIn() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
    }

    @Test
    void aTopicBeginsWithWhatIsToCome() {
        log.write(3);
        relay.runOnce();
        log.write(2);
        relay.runOnce();
        assertThat(outside.numbers).containsExactly(4L, 5L);
    }

    @Test
    void allIsToldInPagesAndNotedBehindEach() {
        relay.runOnce();
        log.write(EventRelay.PAGE + 1);
        assertThat(relay.runOnce()).isTrue();
        assertThat(cursors.cursor().number()).isEqualTo(EventRelay.PAGE);
        assertThat(relay.runOnce()).isFalse();
        assertThat(outside.numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, EventRelay.PAGE + 1).boxed().toList());
    }

    @Test
    void whatWasNotConfirmedIsToldAgainAfterAPause() {
        relay.runOnce();
        log.write(2);
        outside.isAway = true;
        assertThat(relay.runOnce()).isFalse();
        outside.isAway = false;
        now += EventRelay.PAUSE.toNanos() - 1;
        relay.runOnce();
        assertThat(outside.numbers).isEmpty();
        now++;
        relay.runOnce();
        assertThat(outside.numbers).containsExactly(1L, 2L);
    }

    @Test
    void whatWasNotConfirmedIsNotReadAnewUnlessAnotherSchedulerToldIt() {
        relay.runOnce();
        log.write(2);
        outside.isAway = true;
        relay.runOnce();
        int reads = log.reads();
        now += EventRelay.PAUSE.toNanos();
        relay.runOnce();
        assertThat(log.reads()).isEqualTo(reads);
        outside.isAway = false;
        var other = relay();
        other.runOnce();
        other.close();
        log.write(1);
        now += EventRelay.PAUSE.toNanos();
        relay.runOnce();
        assertThat(outside.numbers).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTopicThatIsAwayIsLeftToOthersWhoMayReachIt() {
        relay.runOnce();
        log.write(2);
        outside.isAway = true;
        relay.runOnce();
        outside.isAway = false;
        relay().runOnce();
        assertThat(outside.numbers).containsExactly(1L, 2L);
    }

    @Test
    void anOutageIsLoggedWhenItBeginsAndWhenItEnds() {
        relay.runOnce();
        log.write(2);
        outside.isAway = true;
        for (int tries = 0; tries < 3; tries++) {
            relay.runOnce();
            now += EventRelay.PAUSE.toNanos();
        }
        outside.isAway = false;
        relay.runOnce();
        assertThat(messages())
                .containsExactly(
                        "topic_away topic=t error=\"no broker\" next=retried_every_5s_events_wait",
                        "topic_reached topic=t");
    }

    @Test
    void whatAnotherSchedulerTellsIsLeftToIt() {
        relay.runOnce();
        log.write(2);
        assertThat(relay().runOnce()).isFalse();
        assertThat(outside.numbers).isEmpty();
    }

    /** This scheduler stood still for a minute while the page was on its way. */
    @Test
    void whoeverLostTheTopicNotesNothing() {
        relay.runOnce();
        log.write(EventRelay.PAGE);
        outside.meanwhile = () -> {
            cursors.expire();
            outside.meanwhile = () -> {};
            relay().runOnce();
            log.write(1);
        };
        assertThat(relay.runOnce()).isFalse();
        assertThat(cursors.cursor().number()).isEqualTo(EventRelay.PAGE);
        assertThat(messages()).containsExactly("topic_taken_over topic=t next=some_events_are_relayed_twice");
    }

    @Test
    void whatIsNotKeptAnyMoreIsMissedWithAWarning() {
        relay.runOnce();
        log.write(5);
        log.forget();
        log.write(1);
        relay.runOnce();
        relay.runOnce();
        assertThat(outside.numbers).containsExactly(6L);
        assertThat(messages()).hasSize(1).first().asString().startsWith("events_lost topic=t after=1-1-0 ");
    }

    @Test
    void aQuietLogIsNotedOnlyWhenTheTopicIsTakenForLonger() {
        relay.runOnce();
        int noted = cursors.advances();
        relay.runOnce();
        assertThat(cursors.advances()).isEqualTo(noted);
        cursors.renew();
        relay.runOnce();
        assertThat(cursors.advances()).isEqualTo(noted + 1);
    }

    @Test
    void whoStopsLeavesTheTopicToOthersAtOnce() {
        relay.runOnce();
        relay.close();
        log.write(1);
        assertThat(relay.runOnce()).isFalse();
        relay().runOnce();
        assertThat(outside.numbers).containsExactly(1L);
    }

    /** The page is on its way for as long as this stop lasts. */
    @Test
    void aStopDoesNotWaitForWhoeverIsAtWorkForLong() {
        relay.runOnce();
        log.write(1);
        outside.meanwhile = () -> CompletableFuture.runAsync(relay::close)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(relay.runOnce()).isFalse();
        assertThat(outside.numbers).containsExactly(1L);
    }

    private EventRelay relay() {
        return new EventRelay("t", outside, log, cursors, () -> now);
    }

    private List<String> messages() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static final class Outside implements Topic {
        private final List<Long> numbers = new ArrayList<>();
        private boolean isAway;
        private Runnable meanwhile = () -> {};

        @Override
        public void send(List<Event> events) {
            if (isAway) {
                throw new TopicAway("no broker", new IllegalStateException());
            }
            events.forEach(event -> numbers.add(event.number()));
            meanwhile.run();
        }

        @Override
        public void close() {}
    }
}
