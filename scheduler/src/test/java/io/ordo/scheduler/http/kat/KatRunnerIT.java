package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.http.kat.Kat.Reply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OpenKAT's runners at work, request by request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatRunnerIT {
    @RegisterExtension
    private final Kat kat = Kat.open();

    @Test
    void aRunnerWorksUntilNothingIsLeft() {
        var pushed = IntStream.range(0, 3).mapToObj(this::aNormalizer).toList();

        var done = pushed.stream().map(_ -> work(popOne(), "completed")).toList();

        assertThat(done).containsExactlyElementsOf(pushed);
        assertThat(pop().results("id")).isEmpty();
        assertThat(pushed).allSatisfy(task -> assertThat(kat.status(task)).isEqualTo("completed"));
    }

    @Test
    void aRunnerSaysThatItFailed() {
        String task = aNormalizer(0);

        work(popOne(), "failed");

        assertThat(kat.status(task)).isEqualTo("failed");
    }

    @Test
    void aRunnerOfATaskThatWasCalledOffLeavesItSo() {
        String task = aNormalizer(0);
        popOne();
        kat.patch("/tasks/" + task, "{\"status\": \"running\"}");
        kat.patch("/tasks/" + task, "{\"status\": \"cancelled\"}");

        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"completed\"}").status())
                .isEqualTo(409);
        assertThat(kat.status(task)).isEqualTo("cancelled");
    }

    @Test
    void aRunnerThatShutsDownHandsBackWhatItDidNotStart() {
        var tasks = IntStream.range(0, 2).mapToObj(this::aNormalizer).toList();
        var popped = List.of(popOne(), popOne());

        popped.forEach(one -> assertThat(kat.post("/schedulers/normalizer/push", one.onlyResult())
                        .status())
                .isEqualTo(201));

        assertThat(kat.post("/schedulers/normalizer/pop").results("id")).containsExactlyElementsOf(tasks);
    }

    @Test
    void aRunnerPutsBackTheRestOfABatchThatFailed() {
        var tasks = IntStream.range(0, 3).mapToObj(this::aNormalizer).toList();
        kat.post("/schedulers/normalizer/pop?limit=3");
        tasks.forEach(task -> kat.patch("/tasks/" + task, "{\"status\": \"running\"}"));

        tasks.stream()
                .skip(1)
                .forEach(task -> assertThat(kat.patch("/tasks/" + task, "{\"status\": \"queued\"}")
                                .status())
                        .isEqualTo(200));

        assertThat(kat.post("/schedulers/normalizer/pop").results("id")).containsExactlyElementsOf(tasks.subList(1, 3));
    }

    @Test
    void theDataOfATaskNamesIt() {
        aNormalizer(0);

        var popped = popOne();

        assertThat(popped.text("results.0.data.id")).isEqualTo(popped.text("results.0.id"));
        assertThat(popped.text("results.0.data.normalizer.id")).isEqualTo("n0");
        assertThat(popped.text("results.0.type")).isEqualTo("normalizer");
    }

    /** Runners report under the id in the data: the old one is that of a task that has ended. */
    @Test
    void theDataOfATaskThatIsDoneAgainNamesTheNewOne() {
        var api = kat.scheduler().client();
        String first = aNormalizer(0);
        work(popOne(), "failed");

        String second = api.post("/api/v1/tasks/" + first + "/retry").text("id");
        String retried = work(popOne(), "failed");
        api.post("/api/v1/dead-letters/redrive", "{\"queue\": \"normalizer\", \"ids\": [\"" + second + "\"]}");
        String redriven = work(popOne(), "completed");

        assertThat(retried).isEqualTo(second);
        assertThat(redriven).isNotIn(first, second);
        assertThat(kat.status(redriven)).isEqualTo("completed");
    }

    @Test
    void rawDataIsAsOldAsTheEndOfItsBoefje() {
        var api = kat.scheduler().client();
        var ended = normalizer(7, 2).replace("\"ended_at\": null", "\"ended_at\": \"2030-01-01T12:00:00+01:00\"");
        var never = normalizer(8, 2).replace("\"ended_at\": null", "\"ended_at\": \"who knows\"");

        var task = kat.post("/schedulers/normalizer/push", ended).text("id");
        var other = kat.post("/schedulers/normalizer/push", never).text("id");

        assertThat(api.get("/api/v1/tasks/" + task).at("data_at")).isEqualTo("2030-01-01T11:00:00Z");
        assertThat(api.get("/api/v1/tasks/" + other).at("data_at")).isNull();
    }

    @Test
    void theDataOfATwinThatIsChangedStillNamesIt() {
        var api = kat.scheduler().client();
        api.put("/api/v1/queues/normalizer", "{\"allow_updates\": true, \"allow_priority_updates\": true}");
        String first = aNormalizer(0);
        work(popOne(), "failed");
        String twin = aNormalizer(0);

        var sameAgain = api.post("/api/v1/tasks/" + first + "/retry");
        kat.post("/schedulers/normalizer/push", normalizer(0, 1));
        api.put("/api/v1/queues/normalizer", "{\"allow_updates\": false, \"allow_priority_updates\": false}");

        assertThat(sameAgain.status()).isEqualTo(409);
        assertThat(work(popOne(), "completed")).isEqualTo(twin);
    }

    /** As runners do it: under the id in the data. */
    private String work(Reply popped, String end) {
        String task = popped.text("results.0.data.id");
        assertThat(task).isEqualTo(popped.text("results.0.id"));
        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"running\"}").status())
                .isEqualTo(200);
        assertThat(kat.get("/tasks/" + task).text("status")).isEqualTo("running");
        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"" + end + "\"}").status())
                .isEqualTo(200);
        return task;
    }

    private Reply pop() {
        return kat.post("/schedulers/normalizer/pop?limit=1");
    }

    private Reply popOne() {
        var popped = pop();
        assertThat(popped.results("status")).containsExactly("dispatched");
        return popped;
    }

    private String aNormalizer(int number) {
        return kat.post("/schedulers/normalizer/push", normalizer(number, 2)).text("id");
    }

    private static String normalizer(int number, int priority) {
        return """
                {"organisation": "o", "priority": %d, "data": {"normalizer": {"id": "n%d"}, "raw_data": {"id": "raw",
                 "mime_types": [{"value": "text/html"}], "boefje_meta": {"id": "meta", "boefje": {"id": "b"},
                 "input_ooi": "H|i|x", "arguments": {}, "organization": "o", "started_at": null, "ended_at": null}}}}
                """.formatted(priority, number);
    }
}
