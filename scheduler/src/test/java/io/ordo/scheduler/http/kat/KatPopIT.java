package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pops as OpenKAT's runners send them: without a body, without a Content-Type, without a name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatPopIT {
    private static final String POP = "/schedulers/report/pop";
    private static final String POP_ANY = "/schedulers/" + Kat.ANY + "/pop";
    private static final String PUSH_ANY = "/schedulers/" + Kat.ANY + "/push";

    @RegisterExtension
    private final Kat kat = Kat.open();

    @Test
    void theBestIsGivenFirst() {
        String late = kat.aReport("late");
        String urgent =
                kat.post("/schedulers/report/push", Kat.report("urgent", 1)).text("id");
        String later = kat.aReport("later");

        var popped = kat.post(POP + "?limit=2");

        assertThat(popped.status()).isEqualTo(200);
        assertThat(popped.results("id")).containsExactly(urgent, late);
        assertThat(popped.results("status")).containsOnly("dispatched");
        assertThat(kat.status(urgent)).isEqualTo("dispatched");
        assertThat(kat.status(later)).isEqualTo("queued");
        assertThat(kat.qsize("report")).isEqualTo(1);
    }

    @Test
    void withoutLimitAllAreGiven() {
        IntStream.range(0, 12).forEach(number -> kat.aReport("r" + number));

        assertThat(kat.post(POP).results("id")).hasSize(12);
        assertThat(kat.post(POP).answer().body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    void aLimitIsKept() {
        IntStream.range(0, 10).forEach(number -> kat.aReport("r" + number));

        assertThat(kat.post(POP + "?limit=0").results("id")).isEmpty();
        assertThat(kat.post(POP + "?limit=5").results("id")).hasSize(5);
        assertThat(kat.post(POP + "?limit=5000").results("id")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5"})
    void aLimitIsANumber(String limit) {
        var refused = kat.post(POP + "?limit=" + limit);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail.0.loc.0")).isEqualTo("query");
        assertThat(refused.text("detail.0.loc.1")).isEqualTo("limit");
        assertThat(refused.text("detail.0.input")).isEqualTo(limit);
    }

    @Test
    void aTaskIsWholeAndHeldForADay() {
        kat.aReport("r");

        var popped = kat.post(POP);

        assertThat(kat.get("/schedules/" + popped.text("results.0.schedule_id")).status())
                .isEqualTo(200);
        assertThat(popped.text("results.0.modified_at")).isGreaterThanOrEqualTo(popped.text("results.0.created_at"));
        assertThat(kat.leaseSeconds(popped.text("results.0.id"))).isEqualTo(86_400);
    }

    @Test
    void aSchedulerNobodyKnowsIsNotFound() {
        var refused = kat.post("/schedulers/nope/pop");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("detail")).isEqualTo("Resource not found: Scheduler nope not found");
        assertThat(kat.post("/schedulers/default/pop").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void olderClientsGetOneTaskOrNull(String method) {
        String first = kat.aReport("r1");
        kat.aReport("r2");

        var popped = kat.send(method, "/queues/report/pop", null);
        assertThat(popped.text("id")).isEqualTo(first);
        assertThat(popped.text("status")).isEqualTo("dispatched");
        assertThat(popped.at("lease")).isNull();
        kat.send(method, "/queues/report/pop", null);

        var empty = kat.send(method, "/queues/report/pop", null);
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.answer().body()).isEqualTo("null");
    }

    @Test
    void olderClientsThatAskForSoManyGetAList() {
        String first = kat.aReport("r1");
        String second = kat.aReport("r2");

        var popped = kat.post("/queues/report/pop?limit=5");

        assertThat(popped.text("0.id")).isEqualTo(first);
        assertThat(popped.text("1.id")).isEqualTo(second);
        assertThat(kat.post("/queues/report/pop?limit=5").answer().body()).isEqualTo("[]");
        assertThat(kat.post("/queues/report/pop?limit=0").answer().body()).isEqualTo("[]");
        assertThat(kat.post("/queues/nope/pop").status()).isEqualTo(404);
    }

    @Test
    void aWorkerThatSaysItsNameGetsAFence() {
        String task = kat.aReport("r");

        var popped = kat.post("/queues/report/pop?worker=w&lease=30s&wait=1");

        assertThat(popped.text("id")).isEqualTo(task);
        assertThat(popped.text("lease.seconds")).isEqualTo("30");
        String fence = popped.text("lease.fence");
        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"running\"}").status())
                .isEqualTo(409);
        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"running\", \"fence\": 0}")
                        .status())
                .isEqualTo(409);
        assertThat(kat.patch("/tasks/" + task, "{\"status\": \"running\", \"fence\": " + fence + "}")
                        .text("status"))
                .isEqualTo("running");
    }

    @Test
    void boefjesThatShareAKeyAreGivenTogetherAndOthersOneByOne() {
        String plain = aBoefje("plain", 1, null);
        String key = UUID.randomUUID().toString();
        String other = aBoefje("other", 3, UUID.randomUUID().toString());
        String second = aBoefje("second", 4, key);
        String first = aBoefje("first", 2, key);
        String alone = aBoefje("alone", 5, null);

        assertThat(kat.post("/schedulers/boefje/pop").results("id")).containsExactly(first, second);
        assertThat(kat.post("/schedulers/boefje/pop?limit=9").results("id")).containsExactly(other);
        assertThat(kat.post("/schedulers/boefje/pop?limit=2").results("id")).containsExactly(plain);
        assertThat(kat.post("/schedulers/boefje/pop").results("id")).containsExactly(alone);
        assertThat(kat.post("/schedulers/boefje/pop").results("id")).isEmpty();
    }

    @Test
    void aRunnerGetsWhatItsFiltersAskFor() {
        kat.hasAQueue(IdentityRules.STRICT);
        String first = kat.post(PUSH_ANY, Kat.item("1", "a", 2)).text("id");
        String second = kat.post(PUSH_ANY, Kat.item("2", "a", 2)).text("id");
        String other = kat.post(PUSH_ANY, Kat.item("3", "b", 1)).text("id");

        assertThat(kat.post(POP_ANY, filter("name", "==", "\"a\"")).results("id"))
                .containsExactly(first, second);
        assertThat(kat.post(POP_ANY, filter("name", "==", "\"a\"")).results("id"))
                .isEmpty();
        assertThat(kat.qsize(Kat.ANY)).isEqualTo(1);
        assertThat(kat.post(POP_ANY, filter("id", "in", "[\"3\"]")).results("id"))
                .containsExactly(other);
    }

    @Test
    void aBadFilterIsRefusedAtOnce() {
        var refused = kat.post(POP, "{\"filters\": [{\"column\": \"no\", \"operator\": \"==\", \"value\": 1}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("Invalid filter(s): ");
    }

    @Test
    void olderClientsAreToldThatTheirFiltersMatchNothing() {
        assertThat(kat.post("/queues/report/pop", filter("report_recipe_id", "==", "\"x\""))
                        .answer()
                        .body())
                .isEqualTo("null");
        kat.aReport("r");

        var refused = kat.post("/queues/report/pop", filter("report_recipe_id", "==", "\"x\""));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("detail"))
                .isEqualTo("Resource not found: could not pop item from queue, check your filters");
        assertThat(kat.post("/queues/report/pop", filter("report_recipe_id", "==", "\"r\""))
                        .status())
                .isEqualTo(200);
    }

    /** A list of conditions, in their words for operators, as the body of a GET. */
    @Test
    void theOldestClientsSendTheirFiltersWithAGet() {
        kat.hasAQueue(IdentityRules.STRICT);
        kat.post(PUSH_ANY, Kat.item("1", "a", 1));
        String wanted = kat.post(PUSH_ANY, Kat.item("2", "b", 2)).text("id");
        String filter = "[{\"field\": \"name\", \"operator\": \"eq\", \"value\": \"b\"}]";

        assertThat(kat.send("GET", "/queues/any/pop", filter).text("id")).isEqualTo(wanted);
        assertThat(kat.send("GET", "/queues/any/pop", filter).status()).isEqualTo(404);
        assertThat(kat.send("GET", "/queues/any/pop", "[5]").status()).isEqualTo(422);
        assertThat(kat.qsize(Kat.ANY)).isEqualTo(1);
    }

    /** As the boefje runner asks for what it can run. */
    @Test
    void boefjesAreFilteredBeforeTheyAreGroupedByTheirKeys() {
        String key = UUID.randomUUID().toString();
        aBoefje("unwanted", 1, key);
        String wanted = aBoefje("wanted", 3, key);
        String plain = aBoefje("wanted-too", 2, null);
        String body = filter("boefje__id", "in", "[\"wanted\", \"wanted-too\"]");

        assertThat(kat.post("/schedulers/boefje/pop?limit=1", body).results("id"))
                .containsExactly(wanted);
        assertThat(kat.post("/schedulers/boefje/pop?limit=1", body).results("id"))
                .containsExactly(plain);
        assertThat(kat.post("/schedulers/boefje/pop?limit=1", body).results("id"))
                .isEmpty();
    }

    private static String filter(String field, String operator, String value) {
        return "{\"filters\": [{\"column\": \"data\", \"field\": \"" + field + "\", \"operator\": \"" + operator
                + "\", \"value\": " + value + "}]}";
    }

    /** Two schedulers, eight runners: each task is held by one. */
    @Test
    void racingRunnersNeverShareATask() {
        var database = Servers.newDatabase();
        try (var one = Kat.on(database);
                var other = Kat.on(database)) {
            one.hasAQueue(IdentityRules.STRICT);
            var tasks = IntStream.range(0, 120)
                    .mapToObj(number -> one.aReport("r" + number))
                    .toList();
            Queue<String> given = new ConcurrentLinkedQueue<>();

            Race.among(Stream.concat(runners(one, given), runners(other, given)).toList());

            assertThat(given).containsExactlyInAnyOrderElementsOf(tasks);
        }
    }

    private static Stream<Runnable> runners(Kat scheduler, Queue<String> given) {
        Runnable runner = () -> {
            List<String> popped;
            do {
                popped = scheduler.post(POP + "?limit=3").results("id");
                given.addAll(popped);
            } while (!popped.isEmpty());
        };
        return Stream.of(runner, runner, runner, runner);
    }

    private String aBoefje(String id, int priority, @Nullable String key) {
        return kat.post("/schedulers/boefje/push", """
                {"organisation": "o", "priority": %d, "data": {"boefje": {"id": "%s"}, "organization": "o",
                 "deduplication_key": %s}}""".formatted(
                                priority, id, key == null ? "null" : "\"" + key + "\""))
                .text("id");
    }
}
