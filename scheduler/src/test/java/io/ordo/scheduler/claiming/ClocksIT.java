package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The clocks of two schedulers are slow by hours, and so is the test's: the database's goes right. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClocksIT {
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private TestScheduler one;
    private TestScheduler other;

    @BeforeAll
    void start() {
        try (var first = TestScheduler.withoutLoops(database)) {
            first.bean(Database.class).update("""
                            CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz
                                LANGUAGE sql STABLE
                                RETURN now() + interval '7 hours'
                            """, Parameters.NONE);
        }
        one = TestScheduler.on(database);
        other = TestScheduler.on(database);
    }

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    @Test
    void aLeaseLastsAsLongAsItWasGrantedFor() {
        var lane = Lane.make(one.client(), "leased", "");
        String task = lane.task("");
        var before = now();
        var popped = lane.pop("lease=5s");
        var end = Instant.parse(popped.text("results.0.lease.expires_at"));
        assertThat(end).isBetween(before.plus(LEASE), now().plus(LEASE));

        var again = lane.at(other.client()).pop("wait=30s");

        assertThat(again.at("results.0.id")).isEqualTo(task);
        assertThat(instant("SELECT ended_at AS instant FROM attempt WHERE ending = 'lost'"))
                .isAfterOrEqualTo(end);
    }

    @Test
    void aTaskIsDueWhenItSaid() {
        var lane = Lane.make(one.client(), "due", "");
        var due = now().plusSeconds(1);
        String task = lane.task("\"not_before\": \"" + due + "\"");

        assertThat(lane.at(other.client()).pop("wait=30s").at("results.0.id")).isEqualTo(task);
        assertThat(now()).isAfterOrEqualTo(due);
    }

    @Test
    void whatIsStillToComeByTheirClocksIsPast() {
        var lane = Lane.make(one.client(), "past", "");
        var theirs = instant("SELECT now() + interval '1 hour' AS instant");
        String task = lane.task("\"not_before\": \"" + theirs + "\"");
        assertThat(lane.status(task)).isEqualTo("queued");
    }

    private Instant now() {
        return instant("SELECT app_now() AS instant");
    }

    private Instant instant(String query) {
        return one.bean(Database.class)
                .queryOne(query, Parameters.NONE, row -> Columns.instant(row, "instant"))
                .orElseThrow();
    }
}
