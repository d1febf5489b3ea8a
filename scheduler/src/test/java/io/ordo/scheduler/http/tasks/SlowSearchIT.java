package io.ordo.scheduler.http.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that is given up names what it looked at, in the words of whoever asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowSearchIT {
    private final TestScheduler scheduler =
            TestScheduler.start(Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.search-timeout", "20ms"));
    private final Database database = scheduler.bean(Database.class);
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/tasks                        | s.
            /api/v1/tasks?queue=mail&owner_id=me | s by queue ==, owner_id ==.
            /api/v1/tasks?status=queued          | s by status ==.
            /api/v1/dead-letters?queue=mail      | s by queue.
            /api/v1/dead-letters/groups          | s.
            """)
    void aListNamesItsConditions(String path, String named) {
        assertTooSlow(whileTheTableIsHeld("GET", path, null), named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tasks/bulk           | {"action": "cancel", "filter": {"queue": "m"}, "dry_run": true} | s by queue ==.
            tasks/bulk           | {"action": "retry", "filter": {"status": "failed"}}             | s by status ==.
            tasks/bulk           | {"action": "cancel", "filter": {"owner_id": "me"}}              | s by owner_id ==.
            dead-letters/redrive | {"queue": "m", "reason": "poisoned"}                            | s by queue, reason.
            """)
    void whatIsDoneToManyNamesItsConditions(String path, String body, String named) {
        assertTooSlow(whileTheTableIsHeld("POST", "/api/v1/" + path, body), named);
    }

    @Test
    void openKatsClientsHearOfItInTheirWords() {
        var refused = whileTheTableIsHeld(
                "POST",
                "/tasks",
                "{\"filters\": [{\"column\": \"organisation\", \"operator\": \"==\", \"value\": \"o\"}]}");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.type()).startsWith("application/json");
        assertThat(refused.text("detail"))
                .startsWith("A database error occurred: No answer within 0.02 s by organisation ==.");
    }

    @Test
    void whatIsFoundInTimeIsAnswered() {
        assertThat(api.get("/api/v1/tasks").status()).isEqualTo(200);
    }

    private static void assertTooSlow(Answer refused, String named) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.at("code")).isEqualTo("filter_too_slow");
        assertThat(refused.text("detail")).startsWith("No answer within 0.02 " + named + " Ask more narrowly");
    }

    /** Whoever holds the table lets no search end. */
    private Answer whileTheTableIsHeld(String method, String path, @Nullable String body) {
        return database.atomically(() -> {
            database.update("LOCK TABLE task IN ACCESS EXCLUSIVE MODE", Parameters.NONE);
            return api.send(method, path, body);
        });
    }
}
