package io.ordo.scheduler.limiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Two schedulers and eight workers on tasks of a few keys, in two queues. The database itself notes each lease that
 * begins or ends, so that no moment is missed.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRacesIT {
    private static final Map<String, Integer> KEYS = Map.of("one", 1, "two", 2, "five", 5);
    private static final List<String> QUEUES = List.of("default", "other");
    private static final int TASKS_OF_EACH = 200;
    private static final int BATCH = 20;
    private static final int WORKERS = 8;

    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final TestScheduler one = TestScheduler.on(address);
    private final TestScheduler other = TestScheduler.on(address);

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    @Test
    void neverIsOneMoreUnderWayThanAKeyPermits() {
        watch();
        one.client().post("/api/v1/queues", "{\"id\": \"other\"}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> other.client().get("/api/v1/queues/other").status() == 200);
        var done = new AtomicInteger();
        var peaks = new ConcurrentHashMap<String, Integer>();
        var works = new ArrayList<Runnable>();
        for (var queue : QUEUES) {
            KEYS.forEach((key, most) -> works.add(() -> push(one.client(), queue, key, most)));
        }
        for (int i = 0; i < WORKERS; i++) {
            var client = (i % 2 == 0 ? one : other).client();
            var queue = QUEUES.get(i / 2 % 2);
            var random = new Random(i);
            works.add(() -> work(client, queue, random, done));
        }

        Race.among(works);

        KEYS.forEach((key, most) -> peaks.put(key, peak("~key:" + key)));
        assertThat(peaks).isEqualTo(KEYS);
        assertThat(done).hasValue(KEYS.size() * QUEUES.size() * TASKS_OF_EACH);
    }

    /** Notes every lease that begins and ends, in an order in which no beginning is before the end that made room. */
    private void watch() {
        var database = one.bean(Database.class);
        for (var statement : List.of(
                "CREATE TABLE test_step (number bigserial PRIMARY KEY, gate text, step integer NOT NULL)", """
                CREATE FUNCTION test_note() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'INSERT' THEN
                        INSERT INTO test_step (gate, step) VALUES (NEW.limits[1], 1);
                    ELSE
                        INSERT INTO test_step (gate, step) VALUES (OLD.limits[1], -1);
                    END IF;
                    RETURN NULL;
                END $$
                """, """
                CREATE TRIGGER test_note AFTER INSERT OR DELETE ON lease
                FOR EACH ROW EXECUTE FUNCTION test_note()
                """)) {
            database.update(statement, Parameters.NONE);
        }
    }

    /** The most leases of a key at once. */
    private int peak(String gate) {
        return one.bean(Database.class)
                .queryOne("""
                        SELECT max(busy) AS peak
                        FROM (
                            SELECT sum(step) OVER (ORDER BY number) AS busy
                            FROM test_step
                            WHERE gate = ?) AS steps
                        """, statement -> statement.setString(1, gate), row -> row.getInt("peak"))
                .orElseThrow();
    }

    private static void push(Client client, String queue, String key, int most) {
        for (int i = 0; i < TASKS_OF_EACH; i += BATCH) {
            var task = """
                    {"payload": {}, "priority": %d, "retry_policy": {"max_retries": 50, "retry_delay": 0},
                     "concurrency": {"key": "%s", "max": %d}}""".formatted(1 + i % 5, key, most);
            var tasks = "[" + String.join(",", Collections.nCopies(BATCH, task)) + "]";
            assertThat(client.post("/api/v1/queues/" + queue + "/push", tasks).status())
                    .isEqualTo(201);
        }
    }

    /** Ends each as chance will: done, failed, given back. */
    private static void work(Client client, String queue, Random random, AtomicInteger done) {
        while (done.get() < KEYS.size() * QUEUES.size() * TASKS_OF_EACH) {
            var answer = client.post("/api/v1/queues/" + queue + "/pop?limit=4&wait=0.2");
            for (int i = 0; i < answer.size("results"); i++) {
                var outcome =
                        List.of("succeeded", "succeeded", "failed", "released").get(random.nextInt(4));
                var body = "{\"fence\": %s, \"outcome\": \"%s\"}"
                        .formatted(answer.text("results." + i + ".lease.fence"), outcome);
                var settled = client.post("/api/v1/tasks/" + answer.text("results." + i + ".id") + "/settle", body);
                assertThat(settled.status()).isEqualTo(200);
                if (outcome.equals("succeeded")) {
                    done.incrementAndGet();
                }
            }
        }
    }
}
