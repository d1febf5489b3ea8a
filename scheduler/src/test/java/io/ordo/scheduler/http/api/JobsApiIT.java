package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsApiIT {
    private TestScheduler scheduler;
    private Client api;

    @BeforeAll
    void start() {
        scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
        api = scheduler.client();
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aJobIsCreatedWithEveryDefault() {
        var answer = api.post("/api/v1/jobs", """
                {"name": "Hello", "schedule_expr": "*/5 * * * *"}
                """);

        System.out.println(answer);
        assertThat(answer.status()).isEqualTo(201);
        System.out.println(api.get("/api/v1/jobs?page=1"));
        System.out.println(api.get("/health"));
        System.out.println(api.get("/"));
        System.out.println(api.get("/api/v1/jobs/" + answer.text("id")));
        System.out.println(api.post("/api/v1/jobs/" + answer.text("id") + "/run"));
        System.out.println(api.get("/api/v1/jobs/" + answer.text("id") + "/runs"));
        var pop = api.post("/api/v1/queues/default/pop?limit=5&worker=w1&wait=1s");
        System.out.println(pop);
        System.out.println(api.post(
                "/api/v1/tasks/" + pop.text("results.0.id") + "/start",
                "{\"fence\":" + pop.text("results.0.lease.fence") + "}"));
        System.out.println(api.post(
                "/api/v1/leases/extend",
                "[{\"task_id\":\"" + pop.text("results.0.id") + "\",\"fence\":" + pop.text("results.0.lease.fence")
                        + "}]"));
        System.out.println(api.post(
                "/api/v1/tasks/" + pop.text("results.0.id") + "/settle",
                "{\"fence\":" + pop.text("results.0.lease.fence")
                        + ",\"outcome\":\"succeeded\",\"log\":\"hi\\u0000\"}"));
        System.out.println(api.get("/api/v1/jobs/" + answer.text("id") + "/runs"));
        System.out.println(api.get("/api/v1/runs/" + pop.text("results.0.id") + "/logs"));
        System.out.println(
                api.post("/api/v1/jobs", "{\"name\":4,\"bogus\":1,\"retry_policy\":{\"max_retries\":\"x\"}}"));
        System.out.println(api.post("/api/v1/jobs", "{nope"));
        System.out.println(api.post("/api/v1/jobs"));
        System.out.println(api.post("/api/v1/jobs", "{\"name\":\"x\",\"schedule_expr\":\"* * *\"}"));
        System.out.println(api.post("/api/v1/jobs", "{\"name\":\"x\",\"schedule_expr\":\"2020-01-01T00:00:00Z\"}"));
        System.out.println(api.send("PATCH", "/api/v1/jobs", ""));
        System.out.println(api.get("/nowhere"));
        System.out.println(new Client(scheduler.url(), null).get("/api/v1/jobs"));
        System.out.println(new Client(scheduler.url(), "wrong").get("/nowhere"));
    }
}
