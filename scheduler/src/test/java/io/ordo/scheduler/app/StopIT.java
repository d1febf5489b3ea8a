package io.ordo.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StopIT {
    private static final String LISTENERS = """
            SELECT count(*) AS listening
            FROM pg_stat_activity
            WHERE datname = current_database()
              AND query LIKE 'LISTEN%'
            """;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Loop.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listenIn() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
    }

    /** A listener nobody has told would be waited for, and would then find its connection gone. */
    @Test
    void everyLoopEndsBeforeItsConnectionIsTakenAway() {
        var database = Servers.newDatabase();
        var scheduler = TestScheduler.on(database);
        try (var watcher = TestScheduler.withoutLoops(database)) {
            Awaitility.await().until(() -> listening(watcher) == 1);

            scheduler.close();

            assertThat(listening(watcher)).isZero();
        }
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR, Level.WARN);
    }

    private static int listening(TestScheduler watcher) {
        return watcher.bean(Database.class)
                .queryOne(LISTENERS, Parameters.NONE, row -> row.getInt("listening"))
                .orElseThrow();
    }
}
