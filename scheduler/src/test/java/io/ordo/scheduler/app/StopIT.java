package io.ordo.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.postgres.admin.PostgresFeed;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StopIT {
    private final Logger loops = (Logger) LoggerFactory.getLogger(Loop.class);
    private final Logger feed = (Logger) LoggerFactory.getLogger(PostgresFeed.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listenIn() {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        feed.setLevel(Level.DEBUG);
        List.of(loops, feed).forEach(logger -> logger.addAppender(logged));
    }

    @AfterEach
    void leave() {
        feed.setLevel(null);
        List.of(loops, feed).forEach(logger -> logger.detachAppender(logged));
    }

    /** A loop that goes on would find its connection gone, and say so. */
    @Test
    void everyLoopEndsBeforeItsConnectionIsTakenAway() {
        var scheduler = TestScheduler.on(Servers.newDatabase());
        Awaitility.await().until(() -> messages().contains("feed_listening"));

        scheduler.close();

        assertThat(messages()).containsExactly("feed_listening");
    }

    private List<String> messages() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
