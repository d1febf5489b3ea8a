package io.ordo.scheduler.http.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks as those see and change them who look after them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasksApiIT {
    private static final String TASKS = "/api/v1/tasks";

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Client api = scheduler.client();
    private int lanes;

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aTaskShowsEverythingThatBecameOfIt() {
        var lane = lane("");
        var task = lane.push("""
                {"payload": {"a": [1]}, "owner_id": "math", "priority": 2, "hash": "h",
                 "retry_policy": {"max_retries": 0}, "timeout": "90s"}
                """).text("id");
        var queued = api.get(TASKS + "/" + task);
        lane.settle(
                lane.pop("worker=w1"), "\"outcome\": \"failed\", \"reason\": \"no_luck\", \"error\": \"Not today\"");

        var failed = api.get(TASKS + "/" + task);

        assertThat(queued.at("status")).isEqualTo("queued");
        assertThat(queued.size("attempts")).isZero();
        assertThat(failed.body())
                .contains("\"status\":\"failed\"", "\"reason\":\"no_luck\"", "\"priority\":2", "\"owner_id\":\"math\"")
                .contains("\"hash\":\"h\"", "\"payload\":{\"a\":[1]}", "\"timeout\":90,", "\"counted\":1")
                .contains("\"after\":[]", "\"late_results\":0", "\"retry_of\":null", "\"retried_as\":null");
        assertThat(failed.at("attempts.0.worker")).isEqualTo("w1");
        assertThat(failed.at("attempts.0.outcome")).isEqualTo("failed");
        assertThat(failed.at("attempts.0.error")).isEqualTo("Not today");
        assertThat(failed.at("ended_at")).isEqualTo(clock.now().toString());
    }

    @Test
    void tasksAreListedNewestFirstAPageAtATime() {
        var lane = lane("");
        var ids = new ArrayList<String>();
        IntStream.range(0, 5).forEach(_ -> ids.add(lane.task("")));
        Collections.reverse(ids);

        var first = api.get(TASKS + "?limit=2&queue=" + lane.id());
        var second = api.get(TASKS + "?limit=2&queue=" + lane.id() + "&cursor=" + first.text("next_cursor"));
        var third = api.get(TASKS + "?limit=2&queue=" + lane.id() + "&cursor=" + second.text("next_cursor"));

        assertThat(ids(first)).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(ids(second)).containsExactlyElementsOf(ids.subList(2, 4));
        assertThat(ids(third)).containsExactlyElementsOf(ids.subList(4, 5));
        assertThat(third.at("next_cursor")).isNull();
    }

    @Test
    void aListShowsWhatPassesTheFilterAlone() {
        var lane = lane("");
        var completed = lane.task("");
        lane.end("succeeded");
        var failed = lane.task("");
        lane.end("failed");
        var held = lane.task("");
        lane.popOne();
        var cancelled = lane.task("");
        api.post(TASKS + "/" + cancelled + "/cancel");
        var queued = lane.task("\"owner_id\": \"math\"");
        var pending = lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");

        assertThat(listed(lane, "status=completed")).containsExactly(completed);
        assertThat(listed(lane, "status=failed")).containsExactly(failed);
        assertThat(listed(lane, "status=dispatched")).containsExactly(held);
        assertThat(listed(lane, "status=running")).isEmpty();
        assertThat(listed(lane, "status=cancelled")).containsExactly(cancelled);
        assertThat(listed(lane, "status=queued")).containsExactly(queued);
        assertThat(listed(lane, "status=pending")).containsExactly(pending);
        assertThat(listed(lane, "owner_id=math")).containsExactly(queued);
        assertThat(listed(lane, "")).hasSize(6);
        assertThat(listed(lane, "owner_id=nobody")).isEmpty();
    }

    @Test
    void aQueueIsListedInTheOrderInWhichItIsPopped() {
        var lane = lane("");
        List<Integer> priorities = List.of(3, 1, 5, 2, 4, 3);
        priorities.forEach(priority -> lane.task("\"priority\": " + priority));
        var listed = new ArrayList<String>();
        var cursor = "";
        for (int page = 0; page < 3; page++) {
            var answer = api.get(lane.path("/tasks?limit=2" + cursor));
            for (int i = 0; i < 2; i++) {
                assertThat(answer.at("items." + i + ".position")).isEqualTo(page * 2 + i + 1);
                listed.add(answer.text("items." + i + ".id"));
            }
            cursor = "&cursor=" + answer.text("next_cursor");
        }
        assertThat(api.get(lane.path("/tasks?limit=2" + cursor)).size("items")).isZero();

        var popped = lane.pop("limit=6");

        assertThat(IntStream.range(0, 6).mapToObj(i -> popped.text("results." + i + ".id")))
                .containsExactlyElementsOf(listed);
    }

    @Test
    void aMoreUrgentTaskIsPoppedFirstAndALessUrgentOneLast() {
        var lane = lane("");
        var first = lane.task("\"priority\": 2");
        var second = lane.task("\"priority\": 3");
        var third = lane.task("\"priority\": 3");

        var changed = api.send("PATCH", TASKS + "/" + third, "{\"priority\": 1}");
        api.send("PATCH", TASKS + "/" + first, "{\"priority\": 5}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("priority")).isEqualTo(1);
        assertThat(List.of(lane.popOne(), lane.popOne(), lane.popOne())).containsExactly(third, second, first);
    }

    @Test
    void aChangedPriorityKeepsTheArrival() {
        var lane = lane("");
        var early = lane.task("\"priority\": 5");
        clock.advance(Duration.ofHours(1));
        var late = lane.task("\"priority\": 1");
        var before = api.get(lane.path("/tasks"));

        api.send("PATCH", TASKS + "/" + early, "{\"priority\": 4}");
        api.send("PATCH", TASKS + "/" + early, "{\"priority\": 5}");

        assertThat(api.get(lane.path("/tasks")).body()).isEqualTo(before.body());
        assertThat(List.of(lane.popOne(), lane.popOne())).containsExactly(early, late);
    }

    @Test
    void aPendingTaskIsRankedByItsNewPriorityOnceItIsDue() {
        var lane = lane("");
        var pending = lane.task("\"not_before\": \"2999-01-01T00:00:00Z\"");

        assertThat(api.send("PATCH", TASKS + "/" + pending, "{\"priority\": 1}").at("priority"))
                .isEqualTo(1);
    }

    @Test
    void onlyATaskThatWaitsCanBeMoreUrgent() {
        var lane = lane("");
        var task = lane.task("");
        var popped = lane.pop("");
        assertRefused(api.send("PATCH", TASKS + "/" + task, "{\"priority\": 1}"), 409, "task_held");
        lane.settle(popped, "\"outcome\": \"succeeded\"");
        assertRefused(api.send("PATCH", TASKS + "/" + task, "{\"priority\": 1}"), 409, "task_ended");
        assertRefused(api.send("PATCH", TASKS + "/" + task, "{\"priority\": 6}"), 422, "invalid_fields");
        assertRefused(api.send("PATCH", TASKS + "/" + task, "{}"), 422, "invalid_fields");
    }

    @Test
    void anEndedTaskIsDoneAgainByANewOne() {
        var lane = lane("");
        var task = lane.task("\"priority\": 2, \"owner_id\": \"math\", \"timeout\": 5");
        assertRefused(api.post(TASKS + "/" + task + "/retry"), 409, "task_not_ended");
        lane.popOne();
        assertRefused(api.post(TASKS + "/" + task + "/retry"), 409, "task_not_ended");
        api.post(TASKS + "/" + task + "/cancel");

        var again = api.post(TASKS + "/" + task + "/retry");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("status")).isEqualTo("queued");
        var shown = api.get(TASKS + "/" + again.text("id"));
        assertThat(shown.at("retry_of")).isEqualTo(task);
        assertThat(shown.at("priority")).isEqualTo(2);
        assertThat(shown.at("owner_id")).isEqualTo("math");
        assertThat(shown.at("timeout")).isEqualTo(5);
        assertThat(api.get(TASKS + "/" + task).at("retried_as")).isEqualTo(again.at("id"));
        assertThat(lane.status(task)).isEqualTo("cancelled");
        assertThat(lane.popOne()).isEqualTo(again.at("id"));
    }

    @Test
    void aRetryObeysTheRulesOfItsQueue() {
        var lane = lane("\"maxsize\": 1");
        var task = lane.task("\"hash\": \"h\"");
        lane.end("failed");
        lane.task("\"hash\": \"h\", \"priority\": 1");

        assertRefused(api.post(TASKS + "/" + task + "/retry"), 429, "queue_full");
        api.put(lane.path(""), "{\"maxsize\": 0}");
        assertRefused(api.post(TASKS + "/" + task + "/retry"), 409, "task_queued");
    }

    @Test
    void aTaskOfAJobIsDoneAgainForThatJob() {
        var job = api.post("/api/v1/jobs", "{\"name\": \"x\", \"schedule_expr\": \"1d\"}")
                .text("id");
        var run = api.post("/api/v1/jobs/" + job + "/run").text("run_id");
        api.post(TASKS + "/" + run + "/cancel");

        var again = api.post(TASKS + "/" + run + "/retry").text("id");

        assertThat(api.get("/api/v1/jobs/" + job + "/runs").at("runs.0.id")).isEqualTo(again);
    }

    @Test
    void pagesAndPopsAndChangesAtOnceLoseNothing() {
        var lane = lane("");
        IntStream.range(0, 40).forEach(_ -> lane.task(""));
        var tasks = listed(lane, "limit=100");

        Race.among(List.of(
                () -> tasks.forEach(task -> api.send("PATCH", TASKS + "/" + task, "{\"priority\": 1}")),
                () -> tasks.forEach(task -> api.send("PATCH", TASKS + "/" + task, "{\"priority\": 5}")),
                () -> IntStream.range(0, 20).forEach(_ -> lane.popOne())));

        assertThat(lane.popped(100)).isEqualTo(20);
    }

    /** Whoever changes a priority must know the one its rank was made of, whoever changed it a moment before. */
    @Test
    void aRaceOfChangesLeavesEveryTaskItsArrival() {
        var lane = lane("");
        IntStream.range(0, 40).forEach(_ -> lane.task(""));
        var before = api.get(lane.path("/tasks?limit=100"));
        var tasks = ids(before);

        Race.among(Stream.of(1, 2, 4, 5)
                .<Runnable>map(priority -> () -> tasks.forEach(
                        task -> assertThat(api.send("PATCH", TASKS + "/" + task, "{\"priority\": " + priority + "}")
                                        .status())
                                .isEqualTo(200)))
                .toList());
        tasks.forEach(task -> api.send("PATCH", TASKS + "/" + task, "{\"priority\": 3}"));

        assertThat(api.get(lane.path("/tasks?limit=100")).body()).isEqualTo(before.body());
    }

    @Test
    void aChangeAndAPromotionAtOnceAgreeOnThePriority() {
        for (int round = 0; round < 30; round++) {
            var lane = lane("");
            var later = ", \"not_before\": \"" + clock.now().plusSeconds(1) + "\"";
            lane.task("\"priority\": 3" + later);
            var changed = lane.task("\"priority\": 4" + later);
            clock.advance(Duration.ofSeconds(1));

            Race.among(List.of(
                    () -> api.send("PATCH", TASKS + "/" + changed, "{\"priority\": 5}"),
                    () -> scheduler.bean(Promoter.class).runOnce()));
            scheduler.bean(Promoter.class).runOnce();
            api.send("PATCH", TASKS + "/" + changed, "{\"priority\": 3}");

            var queued = api.get(lane.path("/tasks"));
            assertThat(queued.at("items.1.rank")).isNotNull().isEqualTo(queued.at("items.0.rank"));
        }
    }

    @Test
    void aTaskThatIsAskedForBeforeItsTimeArrivesWhenItIsAskedFor() {
        var lane = lane("\"kat\": {\"item\": \"any\"}");
        var later = lane.task("\"owner_id\": \"o\", \"not_before\": \"2999-01-01T00:00:00Z\"");
        clock.advance(Duration.ofMinutes(1));
        var meanwhile = otherWork(lane);
        clock.advance(Duration.ofMinutes(1));

        var patched = api.send("PATCH", "/tasks/" + later, "{\"status\": \"queued\"}");

        assertThat(patched.at("status")).isEqualTo("queued");
        assertThat(List.of(lane.popOne(), lane.popOne())).containsExactly(meanwhile, later);
    }

    @Test
    void aTaskThatWasDueLaterKeepsItsArrivalWhenOpenKatPatchesIt() {
        var lane = lane("\"kat\": {\"item\": \"any\"}");
        var due = clock.now().plus(Duration.ofHours(1));
        var later = lane.task("\"owner_id\": \"o\", \"not_before\": \"" + due + "\"");
        clock.advance(Duration.ofMinutes(59));
        var meanwhile = otherWork(lane);
        clock.advance(Duration.ofMinutes(1));
        scheduler.bean(Promoter.class).runOnce();

        api.send("PATCH", "/tasks/" + later, "{\"priority\": 5, \"data\": {\"a\": 1}}");
        var patched = api.send("PATCH", "/tasks/" + later, "{\"priority\": 3}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(List.of(lane.popOne(), lane.popOne())).containsExactly(meanwhile, later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0198c1c2", "0198c1c2-7d3e-7000-8000-000000000000", "%00"})
    void anUnknownTaskIsNotFound(String id) {
        assertRefused(api.get(TASKS + "/" + id), 404, "task_unknown");
        assertRefused(api.get(TASKS + "/" + id + "/late-results"), 404, "task_unknown");
        assertRefused(api.post(TASKS + "/" + id + "/retry"), 404, "task_unknown");
        assertRefused(api.send("PATCH", TASKS + "/" + id, "{\"priority\": 1}"), 404, "task_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "status=lost", "cursor=x", "owner_id=%00", "cursor=1_2"})
    void aListOutOfRangeIsRefused(String query) {
        assertRefused(api.get(TASKS + "?" + query), 422, "invalid_fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "cursor=x", "cursor=1", "cursor=99999999999999999999_1"})
    void aQueueListedOutOfRangeIsRefused(String query) {
        assertRefused(api.get("/api/v1/queues/default/tasks?" + query), 422, "invalid_fields");
    }

    @Test
    void aStrangeOwnerIsNobody() {
        assertThat(api.get(TASKS + "?owner_id=" + UUID.randomUUID()).size("items"))
                .isZero();
    }

    private Lane lane(String settings) {
        lanes++;
        return Lane.make(api, "lane-" + lanes, settings);
    }

    /** A task of other work than {@link Lane#task} makes. */
    private static String otherWork(Lane lane) {
        return lane.push("{\"payload\": {\"id\": \"2\"}, \"owner_id\": \"o\"}").text("id");
    }

    private List<String> listed(Lane lane, String query) {
        return ids(api.get(TASKS + "?queue=" + lane.id() + "&" + query));
    }

    private static List<String> ids(Answer answer) {
        return IntStream.range(0, answer.size("items"))
                .mapToObj(index -> answer.text("items." + index + ".id"))
                .toList();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("code")).isEqualTo(code);
    }
}
