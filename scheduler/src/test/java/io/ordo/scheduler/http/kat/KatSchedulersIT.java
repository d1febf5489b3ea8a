package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatSchedulersIT {
    @RegisterExtension
    private final Kat kat = Kat.open();

    @AfterEach
    void switchOn() {
        kat.patch("/schedulers/report", "{\"enabled\": true}");
    }

    @Test
    void everySchedulerIsListedAndNoOtherQueue() {
        var listed = kat.get("/schedulers");

        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.answer().json().size()).isEqualTo(3);
        assertThat(listed.answer().body())
                .contains("{\"id\":\"boefje\",\"type\":\"boefje\",\"item_type\":\"BoefjeTask\",\"qsize\":0,"
                        + "\"last_activity\":null,");
        assertThat(listed.text("1.item_type")).isEqualTo("NormalizerTask");
        assertThat(listed.text("2.item_type")).isEqualTo("ReportTask");
    }

    @Test
    void aSchedulerTellsItsSizeAndLastActivity() {
        var pushed = kat.post("/schedulers/report/push", Kat.report("r", 7));

        var shown = kat.get("/schedulers/report");

        assertThat(shown.text("qsize")).isEqualTo("1");
        assertThat(shown.text("last_activity")).isEqualTo(pushed.text("created_at"));
        assertThat(shown.text("enabled")).isEqualTo("true");
    }

    @Test
    void olderClientsSeeQueues() {
        kat.aReport("r");

        assertThat(kat.get("/queues").text("2.id")).isEqualTo("report");
        assertThat(kat.get("/queues").text("2.size")).isEqualTo("1");
        assertThat(kat.get("/queues/report").answer().body())
                .isEqualTo("{\"id\":\"report\",\"size\":1,\"maxsize\":0,\"item_type\":\"ReportTask\","
                        + "\"allow_replace\":false,\"allow_updates\":false,\"allow_priority_updates\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "/schedulers/123.123, Resource not found: Scheduler 123.123 not found",
        "/schedulers/default, Resource not found: Scheduler default not found",
        "'/queues/123.123', 'Resource not found: queue not found, by queue_id: 123.123'",
        "/queues/report/nothing, Not Found",
        "/schedulers/report/push/nothing, Not Found"
    })
    void whatIsNotThereIsNotFound(String path, String detail) {
        var refused = kat.get(path);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.answer().type()).startsWith("application/json");
        assertThat(refused.text("detail")).isEqualTo(detail);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        var refused = kat.send("DELETE", "/schedulers/report", null);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.answer().body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    }

    @Test
    void aSchedulerThatIsSwitchedOffGivesNothingOutAndTakesNothingIn() {
        String queued = kat.aReport("queued");
        String running = kat.aReport("running");
        kat.patch("/tasks/" + running, "{\"status\": \"running\"}");

        var off = kat.patch("/schedulers/report", "{\"enabled\": false}");

        assertThat(off.status()).isEqualTo(200);
        assertThat(off.text("enabled")).isEqualTo("false");
        assertThat(off.text("qsize")).isEqualTo("0");
        assertThat(kat.status(queued)).isEqualTo("cancelled");
        assertThat(kat.status(running)).isEqualTo("running");
        assertThat(kat.post("/schedulers/report/push", Kat.report("r", 7)).status())
                .isEqualTo(409);
        assertThat(kat.post("/schedulers/report/pop").results("id")).isEmpty();
        assertThat(kat.patch("/tasks/" + running, "{\"status\": \"completed\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aSchedulerThatIsSwitchedOnServesAgain() {
        kat.patch("/schedulers/report", "{\"enabled\": false}");

        assertThat(kat.patch("/schedulers/report", "{\"enabled\": true}").text("enabled"))
                .isEqualTo("true");
        assertThat(kat.post("/schedulers/report/push", Kat.report("r", 7)).status())
                .isEqualTo(201);
    }

    @Test
    void whatTheOldestClientsSwitchedIsTakenAndDoesNothing() {
        assertThat(kat.patch("/schedulers/report", "{\"populate_queue_enabled\": false}")
                        .text("enabled"))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"bogus\": 1}"})
    void aPatchOfNothingIsRefused(String body) {
        var refused = kat.patch("/schedulers/report", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).isEqualTo("Bad request error occurred: no data to patch");
    }

    @Test
    void theHealthHasTheShapeOpenKatKnows() {
        var health = kat.get("/health?externals=true");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("service")).isEqualTo("scheduler");
        assertThat(health.text("healthy")).isEqualTo("true");
        assertThat(health.node("additional").isNull()).isTrue();
        assertThat(health.node("results").isArray()).isTrue();
        assertThat(health.node("externals").isObject()).isTrue();
    }
}
