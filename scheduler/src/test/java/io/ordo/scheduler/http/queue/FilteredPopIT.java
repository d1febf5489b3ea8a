package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pops of workers that take some tasks and leave others. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilteredPopIT {
    /** So many may look at once. */
    private static final int SEARCHES = 4;

    private final TestScheduler scheduler =
            TestScheduler.start(Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.search-timeout", "60s"));
    private final Database database = scheduler.bean(Database.class);
    private final Client api = scheduler.client();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private int lanes;

    @AfterAll
    void stop() {
        threads.shutdownNow();
        scheduler.close();
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"payload": {"type": "mail"}}                                       | urgent mail
            {"payload": {"type": "mail", "to": {"name": "ada"}}}                | mail
            {"payload": [{"type": "sms"}, {"to": {"name": "ada"}}]}             | sms mail
            {"payload": {"type": "fax"}}                                        | ''
            {"owner_id": "me"}                                                  | sms mail
            {"owner_id": "me", "payload": {"type": "mail"}}                     | mail
            {"owner_id": null, "payload": null, "created_after": null}          | urgent sms mail
            {}                                                                  | urgent sms mail
            {"job_id": "0198c1c2-9a4b-7111-8000-0000000000aa"}                  | ''
            {"created_after": "2020-01-01T00:00:00Z"}                           | urgent sms mail
            {"created_before": "2020-01-01T00:00:00Z"}                          | ''
            """)
    void onlyTasksThatPassEveryConditionArePoppedBestFirst(String filter, String expected) {
        var lane = lane();
        var tasks = Map.of(
                task(lane, "{\"type\": \"mail\", \"to\": {\"name\": \"alan\"}}", "\"priority\": 1"), "urgent",
                task(lane, "{\"type\": \"sms\"}", "\"owner_id\": \"me\", \"priority\": 2"), "sms",
                task(lane, "{\"type\": \"mail\", \"to\": {\"name\": \"ada\"}}", "\"owner_id\": \"me\""), "mail");

        var popped = pop(lane, "limit=5", filter);

        assertThat(popped.status()).as(popped.body()).isEqualTo(200);
        assertThat(String.join(" ", ids(popped).map(tasks::get).toList())).isEqualTo(expected);
        assertThat(lane.popped(5)).isEqualTo(3 - popped.size("results"));
    }

    @Test
    void theLimitHolds() {
        var lane = lane();
        var first = task(lane, "{\"a\": 1}", "");
        IntStream.range(0, 3).forEach(_ -> task(lane, "{\"a\": 1}", ""));

        assertThat(ids(pop(lane, "", "{\"payload\": {\"a\": 1}}"))).containsExactly(first);
        assertThat(pop(lane, "limit=2", "{\"payload\": {\"a\": 1}}").size("results"))
                .isEqualTo(2);
    }

    @Test
    void theLimitsOfTheQueueHold() {
        lanes++;
        var lane = Lane.make(api, "filtered-" + lanes, "\"concurrency\": 2");
        IntStream.range(0, 5).forEach(_ -> task(lane, "{\"a\": 1}", ""));

        assertThat(pop(lane, "limit=5", "{\"payload\": {\"b\": 1}}").size("results"))
                .isZero();
        assertThat(pop(lane, "limit=5", "{\"payload\": {\"a\": 1}}").size("results"))
                .isEqualTo(2);
        assertThat(pop(lane, "limit=5", "{\"payload\": {\"a\": 1}}").size("results"))
                .isZero();
    }

    @Test
    void whatStandsBehindAThousandIsFound() {
        var lane = lane();
        var many = String.join(",", Collections.nCopies(1_000, "{\"payload\": {}, \"priority\": 2}"));
        lane.push("[" + many + "]");
        var deep = task(lane, "{\"a\": 1}", "");

        assertThat(ids(pop(lane, "", "{\"payload\": {\"a\": 1}}"))).containsExactly(deep);
    }

    @Test
    void whatIsBroughtIsSettledInTheSameCommit() {
        var lane = lane();
        var done = task(lane, "{}", "");
        var held = lane.pop("");
        var next = task(lane, "{\"a\": 1}", "");

        var popped = api.post(lane.path("/pop"), """
                {"filter": {"payload": {"a": 1}},
                 "settle": [{"task_id": "%s", "fence": %s, "outcome": "succeeded"}]}
                """.formatted(done, held.text("results.0.lease.fence")));

        assertThat(popped.at("settled.0.moved_to")).isEqualTo("completed");
        assertThat(ids(popped)).containsExactly(next);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            5                                              | filter                | type
            {"bogus": 1}                                   | filter.bogus          | unknown
            {"queue": "other"}                             | filter.queue          | unknown
            {"status": "queued"}                           | filter.status         | unknown
            {"owner_id": 7}                                | filter.owner_id       | type
            {"owner_id": ""}                               | filter.owner_id       | length
            {"job_id": "x"}                                | filter.job_id         | format
            {"payload": "x"}                               | filter.payload        | type
            {"payload": [1]}                               | filter.payload        | type
            {"payload": []}                                | filter.payload        | empty
            {"payload": {"a": "\\u0000"}}                  | filter.payload        | format
            {"created_after": "yesterday"}                 | filter.created_after  | format
            """)
    void aFilterThatIsNoneIsRefusedAtOnceAndChangesNothing(String filter, String field, String rule) {
        var lane = lane();
        var done = task(lane, "{}", "");
        var held = lane.pop("");
        lane.task("");

        var refused =
                api.post(lane.path("/pop?wait=30s"), """
                {"filter": %s, "settle": [{"task_id": "%s", "fence": %s, "outcome": "succeeded"}]}
                """.formatted(filter, done, held.text("results.0.lease.fence")));

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.at("code")).isEqualTo("invalid_fields");
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
        assertThat(lane.status(done)).isEqualTo("dispatched");
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    @Test
    void moreThanTheMostIsRefused() {
        var lane = lane();
        var many = String.join(",", Collections.nCopies(21, "{}"));
        var large = "x".repeat(10_000);

        assertThat(pop(lane, "", "{\"payload\": [" + many + "]}").at("errors.0.rule"))
                .isEqualTo("type");
        assertThat(pop(lane, "", "{\"payload\": {\"a\": \"" + large + "\"}}").at("errors.0.rule"))
                .isEqualTo("length");
    }

    @Test
    void aParkedPopGetsTheTaskThatPassesAndLeavesTheOthersToTheOthers() throws Exception {
        var lane = lane();
        var mail = threads.submit(() -> pop(lane, "wait=30s", "{\"payload\": {\"type\": \"mail\"}}"));
        awaitParked(1);
        var any = threads.submit(() -> lane.pop("wait=30s"));
        awaitParked(2);

        var sms = task(lane, "{\"type\": \"sms\"}", "");
        assertThat(ids(any.get())).containsExactly(sms);
        var letter = task(lane, "{\"type\": \"mail\"}", "");
        assertThat(ids(mail.get())).containsExactly(letter);
    }

    @Test
    void aPopSentAgainGivesTheSameLeases() {
        var lane = lane();
        var task = task(lane, "{\"a\": 1}", "");
        task(lane, "{\"a\": 1}", "");
        var sender = lane.at(api.with("Idempotency-Key", "a-filtered-pop"));

        var first = pop(sender, "", "{\"payload\": {\"a\": 1}}");
        var again = pop(sender, "", "{\"payload\": {\"a\": 1}}");

        assertThat(ids(first)).containsExactly(task);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    /** Each finds the same best tasks, and still nobody goes away without one. */
    @Test
    void racersWithTheSameFilterShareNoTaskAndEachGetsOne() {
        var lane = lane();
        IntStream.range(0, 32).forEach(number -> task(lane, "{\"a\": 1, \"n\": " + number + "}", ""));
        IntStream.range(0, 8).forEach(_ -> lane.task(""));
        Queue<String> popped = new ConcurrentLinkedQueue<>();

        Race.among(32, () -> ids(pop(lane, "", "{\"payload\": {\"a\": 1}}")).forEach(popped::add));

        assertThat(popped).hasSize(32).doesNotHaveDuplicates();
        assertThat(lane.popped(100)).isEqualTo(8);
    }

    /** OpenKAT's filters can be made slow from outside; pops without a filter do not notice. */
    @Test
    void pendingSearchesHinderNoOtherPop() throws Exception {
        api.post("/api/v1/queues", "{\"id\": \"slow\", \"kat\": {\"item\": \"any\"}}");
        var slow = new Lane(api, "slow");
        slow.push("{\"payload\": {\"n\": 1}, \"owner_id\": \"o\"}");
        slow.push("{\"payload\": {\"n\": 2}, \"owner_id\": \"o\"}");
        database.update("""
                CREATE OR REPLACE FUNCTION json_number(document jsonb, path text[]) RETURNS numeric
                    LANGUAGE plpgsql VOLATILE AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock_shared(7);
                    RETURN cast(document #>> path AS numeric);
                END $$
                """, Parameters.NONE);

        List<Future<Answer>> searching = database.atomically(() -> {
            database.query("SELECT cast(pg_advisory_xact_lock(7) AS text) AS held", Parameters.NONE, _ -> true);
            var pops = IntStream.range(0, 12)
                    .mapToObj(number ->
                            threads.submit(() -> api.post("/schedulers/slow/pop?limit=1", """
                            {"filters": [{"column": "data", "field": "n", "operator": "==", "value": %d}]}
                            """.formatted(number))))
                    .toList();
            await().until(() -> waitingForTheLock() == SEARCHES);
            await().until(() -> pops.stream().filter(Future::isDone).count() == 12 - SEARCHES);

            assertThat(slow.pop("").at("results.0.payload.n")).isEqualTo(1);
            assertThat(slow.push("{\"payload\": {\"n\": 3}, \"owner_id\": \"o\"}")
                            .status())
                    .isEqualTo(201);
            return pops;
        });

        assertThat(answered(searching)).isEqualTo(SEARCHES);
    }

    /** How many were; each of the others was told why not. */
    private static int answered(List<Future<Answer>> searching) throws Exception {
        int answered = 0;
        for (var search : searching) {
            var answer = search.get();
            assertThat(answer.status()).as(answer.body()).isIn(200, 503);
            if (answer.status() == 200) {
                answered++;
            } else {
                assertThat(answer.header("Retry-After")).contains("1");
                assertThat(answer.text("detail")).contains("as many searches are under way as may be");
            }
        }
        return answered;
    }

    private long waitingForTheLock() {
        return database.queryOne(
                        "SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                        Parameters.NONE,
                        row -> row.getLong("waiting"))
                .orElseThrow();
    }

    private void awaitParked(int pops) {
        await().until(() -> scheduler.bean(Popper.class).parked() == pops);
    }

    private Lane lane() {
        lanes++;
        return Lane.make(api, "filtered-" + lanes, "");
    }

    private static String task(Lane lane, String payload, String fields) {
        return lane.push("{\"payload\": " + payload + (fields.isEmpty() ? "" : ", " + fields) + "}")
                .text("id");
    }

    private static Answer pop(Lane lane, String query, String filter) {
        return lane.api().post(lane.path("/pop?" + query), "{\"filter\": " + filter + "}");
    }

    private static Stream<String> ids(Answer popped) {
        return IntStream.range(0, popped.size("results")).mapToObj(index -> popped.text("results." + index + ".id"));
    }
}
