package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pops from queues that hold very many tasks, or odd ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatDeepPopIT {
    @RegisterExtension
    private final Kat kat = Kat.open();

    private final Database database = kat.scheduler().bean(Database.class);

    /** As after a change of what a queue holds. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "[\"k\"]", "{\"k\": 1}", "true"})
    void aKeyThatIsNoTextIsNone(String key) {
        String task = aBoefje("dns", 1, null);
        String other = aBoefje("nmap", 2, "0198c1c2-9a4b-7111-8000-0000000000aa");
        database.update(
                "UPDATE task SET payload = payload || jsonb_build_object('deduplication_key', cast(? AS jsonb))"
                        + " WHERE id = ?",
                statement -> {
                    statement.setString(1, key);
                    statement.setObject(2, UUID.fromString(task));
                });

        assertThat(kat.post("/schedulers/boefje/pop").results("id")).containsExactly(other);
        assertThat(kat.post("/schedulers/boefje/pop").results("id")).containsExactly(task);
    }

    @Test
    void whatIsQueuedAsAnythingIsGivenAsABoefje() {
        String task = aBoefje("dns", 1, null);
        database.update(
                "UPDATE task SET payload = '{}' WHERE id = ?",
                statement -> statement.setObject(1, UUID.fromString(task)));

        assertThat(kat.post("/schedulers/boefje/pop").results("id")).containsExactly(task);
    }

    @Test
    void nothingIsTooDeepInTheQueueToBeFound() {
        String deep = aBoefje("deep", 2, "0198c1c2-9a4b-7111-8000-0000000000aa");
        String twin = aBoefje("twin", 3, "0198c1c2-9a4b-7111-8000-0000000000aa");
        thousandsFirst("boefje");
        var popped = new ArrayList<String>();

        for (int pop = 0; pop < 5 && !popped.contains(deep); pop++) {
            popped.addAll(kat.post("/schedulers/boefje/pop?limit=10").results("id"));
        }

        assertThat(popped).contains(deep, twin);
    }

    @Test
    void aFilterFindsWhatStandsBehindThousands() {
        thousandsFirst("report");

        var popped = kat.post("/queues/report/pop", """
                {"filters": [{"column": "data", "field": "number", "operator": "==", "value": 2500}]}""");

        assertThat(popped.text("data.number")).isEqualTo("2500");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, int_parsing, 'Input should be a valid integer, unable to parse string as an integer'",
        "-1, greater_than_equal, Input should be greater than or equal to 0"
    })
    void aLimitThatIsNoneIsRefusedAsOfAList(String limit, String type, String message) {
        for (var refused : List.of(
                kat.post("/schedulers/boefje/pop?limit=" + limit),
                kat.post("/queues/boefje/pop?limit=" + limit),
                kat.get("/tasks?limit=" + limit))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("detail.0.type")).isEqualTo(type);
            assertThat(refused.text("detail.0.msg")).isEqualTo(message);
            assertThat(refused.text("detail.0.loc.1")).isEqualTo("limit");
        }
    }

    /** Before all others, each with its number. */
    private void thousandsFirst(String queue) {
        database.update("""
                WITH made AS (
                    INSERT INTO task (
                        id, queue, tenant, priority, payload, max_retries, retry_delay_millis, backoff_factor,
                        timeout_millis, hash, created_at)
                    SELECT gen_random_uuid(), ?, 'o', 1, jsonb_build_object('number', number), 0, 0, 2, 1000,
                           lpad(cast(number AS text), 32, '0'), app_now()
                    FROM generate_series(1, 2500) AS made (number)
                    RETURNING id, queue, payload
                )
                INSERT INTO ready (task_id, queue, rank, seq, priority, arrived_at, ranker, offsets)
                SELECT id, queue, cast(payload ->> 'number' AS bigint) - 10000, nextval('task_seq'), 3, app_now(),
                       0, '{}'
                FROM made
                """, statement -> statement.setString(1, queue));
    }

    private String aBoefje(String id, int priority, @Nullable String key) {
        return kat.post("/schedulers/boefje/push", """
                {"organisation": "o", "priority": %d, "data": {"boefje": {"id": "%s"}, "organization": "o",
                 "deduplication_key": %s}}""".formatted(
                                priority, id, key == null ? "null" : "\"" + key + "\""))
                .text("id");
    }
}
