package io.ordo.scheduler.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client schedules, as their clients make them and as everybody else sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientSchedulesIT {
    private static final Report FAILED = new Report(new Outcome.Failed(false), null, null, null, null, null);

    private static final String REST = """
            {
              "name": "cron-test",
              "type": "cron",
              "schedule": "*/1 * * * *",
              "task": {
                "type": "rest",
                "connection": {
                  "host": "http://localhost:3000/api/unstable/run-scenario/DELAY-TEST",
                  "headers": {"Content-Type": "application/json", "accept": "*/*"},
                  "data": {"instanceName": "delay-test", "variables": {}}
                }
              }
            }
            """;

    private static final String KAFKA = """
            {
              "name": "ap3",
              "type": "now",
              "schedule": "",
              "task": {
                "type": "kafka",
                "connection": {
                  "host": "localhost:9092",
                  "topic": "example-topic"},
                "data": {"id": "toboe"}
              }
            }
            """;

    private final Store store = Store.on(Servers.newDatabase());
    private final Client api = store.client();

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void stop() {
        store.close();
    }

    @Test
    void theRestExampleStandsInTheQueueEveryMinute() {
        var id = keep(REST);
        assertThat(api.get("/schedules/" + id).at("0.timezone")).isEqualTo("Asia/Seoul");
        var due =
                Instant.ofEpochSecond(Long.parseLong(api.get("/schedules/" + id).text("0.next")));
        assertThat(due).isBeforeOrEqualTo(store.clock().now().plusSeconds(60));

        turnTo(due);
        assertThat(tasks(id)).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo(Status.QUEUED);
            assertThat(task.task().plannedAt()).isEqualTo(due);
            assertThat(task.task().work().queue()).isEqualTo(Target.DEFAULT_QUEUE);
            assertThat(task.task().work().payload().replace(" ", ""))
                    .contains("\"data\":{\"variables\":{},\"instanceName\":\"delay-test\"}")
                    .doesNotContain("headers");
        });
        var target = Objects.requireNonNull(job(id).draft().work().target());
        assertThat(target.kind()).isEqualTo(Target.Kind.REST);
        assertThat(target.settings()).contains("DELAY-TEST", "*/*").doesNotContain("instanceName");
    }

    @Test
    void theKafkaExampleStandsInTheQueueAtOnce() {
        var answer = api.post("/schedules", KAFKA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"name\":\"ap3\",\"client\":{\"application\":\"\",\"group\":\"\",\"type\":\"\",\"key\":\"\","
                                + "\"operation\":\"\"},\"id\":\"");
        var id = answer.text("id");
        turnTo(store.clock().now());
        assertThat(tasks(id)).extracting(TaskHistory::status).containsExactly(Status.QUEUED);
        assertThat(tasks(id).getFirst().task().work().payload()).contains("\"data\": {\"id\": \"toboe\"}");
        assertThat(api.get("/schedules/" + id).body())
                .contains("\"status\":\"processing\",\"iteration\":1", "\"next\":null", "\"type\":\"now\"")
                .contains("\"connection\":{\"host\":\"localhost:9092\",\"topic\":\"example-topic\"}");
    }

    @Test
    void delaysAreSecondsAndDatesAreLocal() {
        var now = store.clock().now();
        assertThat(next(keep(schedule("delay", "50"))))
                .isEqualTo(now.plusSeconds(50).getEpochSecond());
        assertThat(next(keep(schedule("delay-recur", "50"))))
                .isEqualTo(now.plusSeconds(50).getEpochSecond());
        assertThat(next(keep(schedule("date", "2999-04-05T12:30:00"))))
                .isEqualTo(Instant.parse("2999-04-05T03:30:00Z").getEpochSecond());
        assertThat(next(keep(schedule("cron", "0 0 9 * * *")
                                .replace("\"type\": \"cron\"", "\"timezone\": \"UTC\", \"type\": \"cron\"")))
                        % 86_400)
                .isEqualTo(9 * 3_600);
    }

    @Test
    void aDelayThatRecursBeginsAgainWhenItsTaskHasEnded() {
        var id = keep(schedule("delay-recur", "50"));
        turn(Duration.ofSeconds(50));
        assertThat(tasks(id)).extracting(TaskHistory::status).containsExactly(Status.QUEUED);
        turn(Duration.ofSeconds(50));
        assertThat(tasks(id)).hasSize(1);
        assertThat(api.get("/schedules/" + id).at("0.schedule")).isEqualTo("50");
    }

    @Test
    void aClientHasOneScheduleWhichIsReplacedUnderItsId() {
        var first = keep(of("a, b", "c", "1m"));
        var again = api.post("/schedules", of("a, b", "c", "50").replace("cron", "delay"));
        assertThat(again.text("id")).isEqualTo(first);
        assertThat(again.at("client.application")).isEqualTo("a, b");
        assertThat(api.get("/schedules/" + first).at("0.type")).isEqualTo("delay");
        assertThat(keep(of("a", " b,c", "1m"))).isNotEqualTo(first);
        assertThat(api.post("/schedules/" + UUID.randomUUID() + "/update", of("a, b", "c", "1m"))
                        .text("id"))
                .isEqualTo(first);
        assertThat(keep(REST)).isNotEqualTo(keep(REST));
        assertThat(keep(REST.replaceFirst("\\{", "{\"client\": {\"group\": \"\"},")))
                .isNotEqualTo(keep(REST.replaceFirst("\\{", "{\"client\": {\"group\": \"\"},")));
    }

    @Test
    void aClientThatKeepsItManyTimesAtOnceHasOneSchedule() {
        Race.among(8, () -> keep(of("race", "x", "1m")));
        assertThat(api.get("/schedules?application=race").json().size()).isEqualTo(1);
    }

    @Test
    void whatIsReplacedBeginsAnewOnlyWhereItCountsFromNow() {
        var delayed = keep(of("delay", "x", "50").replace("cron", "delay"));
        var recurring = keep(of("cron", "x", "*/5 * * * *"));
        long due = next(recurring);
        store.clock().advance(Duration.ofSeconds(30));
        keep(of("delay", "x", "50").replace("cron", "delay"));
        keep(of("cron", "x", "*/5 * * * *"));
        assertThat(next(delayed)).isEqualTo(store.clock().now().plusSeconds(50).getEpochSecond());
        assertThat(next(recurring)).isEqualTo(due);

        api.post("/api/v1/jobs/" + recurring + "/pause", "{\"note\": \"too loud\"}");
        keep(of("cron", "x", "*/5 * * * *"));
        assertThat(api.get("/api/v1/jobs/" + recurring).at("status")).isEqualTo("paused");
    }

    @Test
    void aScheduleWithoutClientIsUpdatedByItsId() {
        var id = keep(REST);
        var updated = api.post("/schedules/" + id + "/update", REST.replace("cron-test", "renamed"));
        assertThat(updated.text("id")).isEqualTo(id);
        assertThat(updated.at("name")).isEqualTo("renamed");
        for (var other : List.of(
                UUID.randomUUID().toString(), "nope", store.aJob("1d").id().toString())) {
            var refused = api.post("/schedules/" + other + "/update", REST);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.at("detail")).isEqualTo("Item not found");
        }
    }

    @Test
    void clientsAreFoundAndRemovedByAnyOfTheirFields() {
        keep(of("app", "1,2", "1m"));
        keep(of("app", "2", "1m"));
        var other = keep(of("other", "1,2", "1m"));
        keep(REST);
        assertThat(api.get("/schedules?application=app").json().size()).isEqualTo(2);
        assertThat(api.get("/schedules?application=app&key=1%2C2").json().size())
                .isEqualTo(1);
        assertThat(api.get("/schedules?type=").json().size()).isEqualTo(4);
        assertThat(api.get("/schedules").at("count")).isEqualTo(0);
        var none = api.get("/schedules?operation=none");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).isEqualTo("{\"detail\":\"Item not found\"}");

        assertThat(api.delete("/schedules?application=app&group=").body()).isEqualTo("{\"count\":2}");
        assertThat(api.delete("/schedules?application=app").status()).isEqualTo(404);
        assertThat(api.delete("/schedules").status()).isEqualTo(400);
        assertThat(api.delete("/schedules?group=").at("detail")).isEqualTo("Bad Request(No valid input parameters)");
        assertThat(api.delete("/schedules/" + other).body()).isEqualTo("{\"count\":1}");
        assertThat(api.delete("/schedules/" + other).status()).isEqualTo(204);
        assertThat(api.get("/schedules/" + other).at("detail")).asString().startsWith("Resource not found: schedule");
    }

    @Test
    void policiesForFailureAndHistoryAreKept() {
        var ignoring = job(keep(REST)).draft();
        assertThat(ignoring.work().retry().maxRetries()).isZero();
        assertThat(ignoring.policies().overlap()).isEqualTo(Overlap.SKIP);
        assertThat(ignoring.policies().catchUp()).isEqualTo(CatchUp.ALWAYS_LAST);

        var unlimited = job(keep(task("\"failed_policy\": \"retry\", \"retry_wait\": 7")))
                .draft()
                .work()
                .retry();
        assertThat(unlimited.maxRetries()).isEqualTo(100);
        assertThat(unlimited.delayBefore(9)).isEqualTo(Duration.ofSeconds(7));

        var id = keep(task("\"failed_policy\": \"retry_dlq\", \"max_retry_count\": 2, \"history_check\": true"));
        assertThat(job(id).draft().work().retry().maxRetries()).isEqualTo(2);
        assertThat(job(id).draft().policies().catchUp().mode()).isEqualTo(CatchUp.Mode.ALL);
        assertThat(api.get("/schedules/" + id).body())
                .contains("\"history_check\":true", "\"failed_policy\":\"retry_dlq\"")
                .contains("\"retry_wait\":60", "\"max_retry_count\":2");
    }

    @ParameterizedTest
    @CsvSource({"true, 3", "false, 1"})
    void withHistoryCheckEveryMissedTimeHasItsTaskWithoutThereIsOneForAll(boolean isInHistory, int tasks) {
        var id = keep(task("\"history_check\": " + isInHistory));
        turn(Duration.ofMinutes(3));
        store.planner().runOnce();
        assertThat(tasks(id)).hasSize(tasks);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ignore    | failed  | failed
            retry     | pending | invalidity
            retry_dlq | pending | invalidity
            """)
    void whatFailsIsRepeatedAsItsPolicySays(String policy, String once, String often) {
        var id = api.post(
                        "/schedules",
                        KAFKA.replace(
                                "\"type\": \"kafka\",",
                                "\"type\": \"kafka\", \"retry_wait\": 7, \"max_retry_count\": 1, \"failed_policy\": \""
                                        + policy + "\","))
                .text("id");
        turnTo(store.clock().now());
        fails();
        assertThat(tasks(id).getFirst().status().word()).isEqualTo(once);
        if (once.equals("pending")) {
            turn(Duration.ofSeconds(6));
            assertThat(tasks(id).getFirst().status()).isEqualTo(Status.PENDING);
            turn(Duration.ofSeconds(1));
            fails();
        }
        assertThat(status(id)).isEqualTo(often);
        assertThat(api.get("/api/v1/dead-letters").body())
                .contains(tasks(id).getFirst().task().id().toString());
    }

    private void fails() {
        store.settle(pop(), new Report(new Outcome.Failed(true), null, null, null, null, null));
    }

    /** As the dispatcher does. */
    private LeaseKey pop() {
        var claim = new Claim(Target.DEFAULT_QUEUE, 1, null, "a dispatcher", null);
        return store.pop(claim).getFirst().lease().key();
    }

    @Test
    void whatBecameOfTasksIsTheStatus() {
        var id = keep(KAFKA);
        assertThat(status(id)).isEqualTo("idle");
        turnTo(store.clock().now());
        assertThat(status(id)).isEqualTo("processing");
        var popped = pop();
        store.settle(popped, FAILED);
        assertThat(status(id)).isEqualTo("failed");
        assertThat(api.get("/api/v1/dead-letters").body())
                .contains(popped.task().toString());
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsAServersFault() {
        var refused = api.post("/schedules", """
                {"type": "weekly", "schedule": "x", "client": {"group": 1},
                 "task": {"type": "fax", "connection": {}, "retry_wait": -1, "max_retry_count": 1.5}}
                """);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("[\"body\",\"type\"]", "[\"body\",\"client\",\"group\"]", "[\"body\",\"task\",\"type\"]")
                .contains("[\"body\",\"task\",\"retry_wait\"]", "[\"body\",\"task\",\"max_retry_count\"]");
        assertThat(api.post("/schedules", "{\"type\": \"now\"}").body()).contains("[\"body\",\"task\"]");
        assertThat(api.post("/schedules", KAFKA.replace("\"topic\"", "\"subject\""))
                        .body())
                .contains("[\"body\",\"task\",\"connection\",\"topic\"]");
        assertThat(api.post("/schedules", schedule("delay", "soon")).body())
                .contains("With type delay it must be seconds, such as \\\"50\\\".");
        var typing = schedule("cron", "@daily").replaceFirst("\\{", "{\"client\": {\"aplication\": \"x\"},");
        assertThat(api.post("/schedules", typing).body())
                .contains("[\"body\",\"client\",\"aplication\"]", "application, group");
        assertThat(api.post("/schedules", schedule("cron", "5m")).status()).isEqualTo(422);
        assertThat(api.post("/schedules", schedule("cron", "jar * * * *")).status())
                .isEqualTo(400);
        assertThat(api.post("/schedules", schedule("date", "2001-01-01T00:00:00"))
                        .text("detail"))
                .contains("in the past");
        assertThat(api.post("/schedules", schedule("now", "").replace("{", "{\"timezone\": \"Mars\","))
                        .status())
                .isEqualTo(400);
        var neither = api.post("/schedules", "{\"name\": \"x\"}");
        assertThat(neither.status()).isEqualTo(422);
        assertThat(neither.body()).contains("scheduler_id", "task");
        assertThat(api.get("/api/v1/jobs?origin=client").at("total")).isEqualTo(0);
    }

    @Test
    void aClientsScheduleIsSeenAndSteeredInTheJobsApi() {
        var id = keep(REST);
        var jobs = api.get("/api/v1/jobs?origin=client");
        assertThat(jobs.at("jobs.0.id")).isEqualTo(id);
        assertThat(jobs.at("jobs.0.target.type")).isEqualTo("rest");
        assertThat(api.get("/api/v1/jobs").body()).contains(id);

        assertThat(api.post("/api/v1/jobs/" + id + "/pause", "").at("status")).isEqualTo("paused");
        assertThat(api.get("/schedules/" + id).at("0.next")).isNull();
        api.post("/api/v1/jobs/" + id + "/resume", "");
        turn(Duration.ofMinutes(1));
        var task = tasks(id).getFirst().task();
        assertThat(api.get("/api/v1/tasks/" + task.id() + "/explain").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/jobs/" + id + "/occurrences/why?at=" + task.plannedAt())
                        .at("verdict"))
                .isEqualTo("ran");

        api.put("/api/v1/jobs/" + id, "{\"schedule_expr\": \"5m\", \"payload\": {}}");
        assertThat(api.get("/schedules/" + id).body()).contains("\"type\":\"other\",\"schedule\":\"5m\"");
    }

    private String keep(String schedule) {
        var kept = api.post("/schedules", schedule);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        return kept.text("id");
    }

    private long next(String id) {
        return Long.parseLong(api.get("/schedules/" + id).text("0.next"));
    }

    private String status(String id) {
        return api.get("/schedules/" + id).text("0.status");
    }

    private Job job(String id) {
        return store.jobs().find(UUID.fromString(id)).orElseThrow();
    }

    private List<TaskHistory> tasks(String id) {
        return store.tasks().ofJob(UUID.fromString(id), 0, 10);
    }

    private void turn(Duration time) {
        turnTo(store.clock().now().plus(time));
    }

    private void turnTo(Instant time) {
        store.clock().advance(Duration.between(store.clock().now(), time));
        store.planner().runOnce();
        store.promote();
    }

    private static String schedule(String type, String schedule) {
        return KAFKA.replace("\"type\": \"now\"", "\"type\": \"" + type + "\"")
                .replace("\"schedule\": \"\"", "\"schedule\": \"" + schedule + "\"");
    }

    private static String of(String application, String key, String schedule) {
        return REST.replaceFirst(
                        "\\{", "{\"client\": {\"application\": \"" + application + "\", \"key\": \"" + key + "\"},")
                .replace("*/1 * * * *", schedule.equals("1m") ? "* * * * *" : schedule);
    }

    private static String task(String more) {
        return REST.replace("\"type\": \"rest\",", "\"type\": \"rest\", " + more + ",");
    }
}
