package io.ordo.scheduler.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What schedulers tell each other is heard, or the hearer knows that he may have missed something. */
@Timeout(60)
class FeedIT {
    private static final String MISSED = "missed";

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final List<String> heard = new ArrayList<>();
    private Wire wire;
    private TestScheduler scheduler;
    private PostgresFeed feed;

    @BeforeEach
    void start() throws Exception {
        wire = Wire.to(database);
        scheduler = TestScheduler.withoutLoops(wire.near(database));
        feed = scheduler.bean(PostgresFeed.class);
    }

    @AfterEach
    void stop() throws Exception {
        scheduler.close();
        wire.close();
    }

    @Test
    void whatIsSentIsHeardFromTheFirstLookOn() {
        feed.send("too early");
        listen();
        feed.send("in time");
        listen();
        assertThat(heard).containsExactly(MISSED, "in time");
    }

    @Test
    void whoseConnectionBrokeListensAnewAndKnowsThatMessagesWereMissed() {
        listen();
        scheduler.bean(Database.class).query("""
                        SELECT pg_terminate_backend(pid)
                        FROM pg_stat_activity
                        WHERE datname = current_database()
                          AND pid <> pg_backend_pid()
                        """, Parameters.NONE, _ -> "");
        assertThatThrownBy(this::listen).isInstanceOf(DataAccessException.class);
        feed.send("too early");
        listen();
        feed.send("in time");
        listen();
        assertThat(heard).containsExactly(MISSED, MISSED, "in time");
    }

    /** As behind a firewall that forgot the connection: no message comes, and no end of the connection either. */
    @Test
    void aConnectionThatIsDeadAndSilentIsNoticed() {
        listen();
        wire.freeze();
        assertThatThrownBy(this::listen).isInstanceOf(DataAccessException.class);
        wire.mend();
        listen();
        assertThat(heard).containsExactly(MISSED, MISSED);
    }

    @Test
    void whoCouldNotReadAMessageHasMissedIt() {
        listen();
        feed.send("unreadable");
        assertThatThrownBy(() -> feed.listen(() -> {}, _ -> {
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(DataAccessException.class);
        listen();
        assertThat(heard).containsExactly(MISSED, MISSED);
    }

    private void listen() {
        feed.listen(() -> heard.add(MISSED), heard::add);
    }
}
