package io.ordo.scheduler.http.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates, and the jobs that are made of them, as clients see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesApiIT {
    private static final String TEMPLATES = "/api/v1/templates";
    private static final String OTP = TEMPLATES + "/send-otp";

    private final Store store = Store.create();
    private final Client api = store.client();

    @AfterEach
    void clear() {
        store.database().update("DELETE FROM template", Parameters.NONE);
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void aTemplateTakesDefaultsAndEveryChangeIsANewVersion() {
        var made = otp();
        assertThat(made.at("version")).isEqualTo(1);
        assertThat(made.at("queue")).isEqualTo("default");
        assertThat(made.at("schedule_expr")).isEqualTo("manual");
        assertThat(made.at("user_triggered")).isEqualTo(true);
        assertThat(made.body()).contains("\"payload_schema\":{\"type\":\"object\",\"required\":[\"user_id\"],");

        assertThat(change("{\"schedule_expr\": \"5m\"}").at("version")).isEqualTo(2);
        assertThat(change("{\"schedule_expr\": \"5m\"}").at("version")).isEqualTo(2);
        assertThat(change("{\"title\": \"Send it\"}").at("version")).isEqualTo(3);
        assertThat(api.get(OTP).at("title")).isEqualTo("Send it");
        assertThat(api.post(TEMPLATES, "{\"name\": \"send-otp\"}").at("code")).isEqualTo("template_exists");
    }

    @Test
    void templatesAreListedPageByPage() {
        otp();
        api.post(TEMPLATES, "{\"name\": \"a\"}");
        api.post(TEMPLATES, "{\"name\": \"b\"}");
        var page = api.get(TEMPLATES + "?limit=2");
        assertThat(page.at("items.0.name")).isEqualTo("a");
        assertThat(page.at("next_cursor")).isEqualTo("b");
        var rest = api.get(TEMPLATES + "?limit=2&cursor=b");
        assertThat(rest.at("items.0.name")).isEqualTo("send-otp");
        assertThat(rest.at("next_cursor")).isNull();
    }

    @Test
    void aJobOfATemplateIsAsItSaysWithWhatWasGivenOverIt() {
        otp();
        change("{\"schedule_expr\": \"5m\", \"overlap\": \"skip\"}");
        var job = api.post(OTP + "/jobs", "{\"payload\": {\"user_id\": 5}, \"priority\": 1, \"owner_id\": \"acme\"}");
        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(job.at("template")).isEqualTo("send-otp@2");
        assertThat(job.at("origin")).isEqualTo("native");
        assertThat(job.at("name")).isEqualTo("Send a passcode");
        assertThat(job.at("payload.type")).isEqualTo("otp_send_job");
        assertThat(job.at("payload.channel")).isEqualTo("mail");
        assertThat(job.at("payload.user_id")).isEqualTo(5);
        assertThat(job.at("overlap")).isEqualTo("skip");
        assertThat(job.at("priority")).isEqualTo(1);
        assertThat(job.at("owner_id")).isEqualTo("acme");

        assertThat(api.delete(OTP).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/jobs/" + job.text("id")).at("template")).isEqualTo("send-otp@2");
        assertThat(api.post(OTP + "/jobs", "{}").at("code")).isEqualTo("template_unknown");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | payload.user_id | required | not found
            {"user_id": "five"}                   | payload.user_id | type     | integer
            {"user_id": -1}                       | payload.user_id | range    | minimum value of 0
            {"user_id": 1000}                     | payload.user_id | range    | maximum value of 999
            {"user_id": 5, "channel": "pigeon"}   | payload.channel | choice   | ["mail", "text"]
            {"user_id": 5, "bogus": 1}            | payload.bogus   | unknown  | not defined in the schema
            {"user_id": 5, "note": "much longer"} | payload.note    | length   | 5
            """)
    void aBrokenPayloadIsAnsweredWithTheFieldAndTheRule(String payload, String field, String rule, String words) {
        otp();
        var refused = api.post(OTP + "/jobs", "{\"payload\": " + payload + "}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.size("errors")).isEqualTo(1);
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
        assertThat(refused.text("errors.0.message")).contains(words);
    }

    @Test
    void everythingThatIsWrongWithAJobIsSaidAtOnce() {
        otp();
        var refused = api.post(OTP + "/jobs", "{\"payload\": {\"channel\": 1}, \"priority\": 9, \"bogus\": 1}");
        assertThat(refused.body()).contains("\"payload.user_id\"", "\"payload.channel\"", "\"priority\"", "\"bogus\"");
    }

    @Test
    void aTemplateThatUsersWouldTriggerForEverIsRefused() {
        var refused = api.post(
                TEMPLATES, "{\"name\": \"a\", \"user_triggered\": true, \"reschedule_after_termination\": true}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo("reschedule_after_termination");
        assertThat(refused.text("errors.0.message")).contains("infinite loop");
    }

    @Test
    void whatIsWrongWithATemplateIsSaidFieldByField() {
        var refused = api.post(TEMPLATES, """
                {"name": "a@1", "payload_schema": {"type": "no such"}, "defaults": [], "queue": "nowhere", "bogus": 1}
                """);
        assertThat(refused.body())
                .contains("\"name\"", "\"payload_schema.type\"", "\"defaults\"", "\"queue\"", "\"bogus\"");
        assertThat(api.post(TEMPLATES, "{\"name\": \"a\", \"schedule_expr\": \"now and then\"}")
                        .at("code"))
                .isEqualTo("schedule_refused");
        assertThat(api.post(
                                TEMPLATES,
                                "{\"name\": \"a\", \"payload_schema\": {\"properties\": {\"x\":"
                                        + " {\"pattern\": \"(?=x)\"}}}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aQueueThatATemplateNamesStays() {
        api.post("/api/v1/queues", "{\"id\": \"mail\"}");
        api.post(TEMPLATES, "{\"name\": \"a\", \"queue\": \"mail\"}");
        assertThat(api.delete("/api/v1/queues/mail").at("code")).isEqualTo("queue_in_use");
        api.delete(TEMPLATES + "/a");
        assertThat(api.delete("/api/v1/queues/mail").status()).isEqualTo(204);
    }

    @Test
    void aDocumentOfRestJobSchedulerMakesItsTemplatesOnce() {
        var made = api.post(TEMPLATES, RestJobTemplates.ALL);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.size("items")).isEqualTo(6);
        assertThat(made.at("items.0.name")).isEqualTo("birthday_notification_job");
        assertThat(api.get("/api/v1/jobs?origin=template").at("total")).isEqualTo(3);

        var again = api.post(TEMPLATES, RestJobTemplates.ALL);
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(api.get("/api/v1/jobs?origin=template").at("total")).isEqualTo(3);
    }

    @Test
    void aTemplateThatUsersTriggerNoMoreGetsAJobAtOnce() {
        otp();
        assertThat(api.get("/api/v1/jobs?origin=template").at("total")).isEqualTo(0);
        change("{\"user_triggered\": false, \"defaults\": {\"user_id\": 5}}");
        change("{\"title\": \"Send it\"}");
        var kept = api.get("/api/v1/jobs?origin=template");
        assertThat(kept.at("total")).isEqualTo(1);
        assertThat(kept.at("jobs.0.template")).isEqualTo("send-otp@2");
    }

    @Test
    void aTemplateWhoseJobWouldNeverBeDueIsNotTaken() {
        var refused = api.post(TEMPLATES, """
                {"name": "never", "schedule_expr": "0 0 30 2 *", "user_triggered": false}
                """);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(api.get(TEMPLATES + "/never").status()).isEqualTo(404);

        api.post(TEMPLATES, "{\"name\": \"ever\", \"schedule_expr\": \"1h\", \"user_triggered\": false}");
        api.delete(api.get("/api/v1/jobs?origin=template").text("jobs.0.id").transform("/api/v1/jobs/"::concat));
        assertThat(api.put(TEMPLATES + "/ever", "{\"schedule_expr\": \"0 0 30 2 *\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.get(TEMPLATES + "/ever").at("schedule_expr")).isEqualTo("1h");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            "schedule_expr": "0 0 30 2 *"                               | schedule_expr | never
            "schedule_expr": "2020-01-01T00:00:00Z"                     | schedule_expr | past
            "schedule_expr": "@daily", "end_at": "2020-01-01T00:00:00Z" | end_at        | ended
            "end_at": "2020-01-01T00:00:00Z"                            | end_at        | ended
            """)
    void aTemplateThatUsersTriggerIsNotTakenEitherWhenItsJobsWouldNeverBeDue(String fields, String field, String rule) {
        var refused = api.post(TEMPLATES, "{\"name\": \"never\", " + fields + "}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("errors.0.field")).isEqualTo(field);
        assertThat(refused.at("errors.0.rule")).isEqualTo(rule);
        assertThat(api.get(TEMPLATES + "/never").status()).isEqualTo(404);
    }

    @Test
    void theDefaultsOfATemplateWhoseJobTheSchedulerKeepsMustFit() {
        otp();
        var refused = api.put(OTP, "{\"user_triggered\": false}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.size("errors")).isEqualTo(1);
        assertThat(refused.at("errors.0.field")).isEqualTo("defaults.user_id");
        assertThat(refused.at("errors.0.rule")).isEqualTo("required");
        assertThat(api.get("/api/v1/jobs?origin=template").at("total")).isEqualTo(0);
        assertThat(api.get(OTP).at("version")).isEqualTo(1);
    }

    @Test
    void aJobOfARescheduledTemplateIsFollowedByANewOneWhenItIsTerminated() {
        api.post(TEMPLATES, """
                {"name": "a", "schedule_expr": "10s", "user_triggered": false, "reschedule_after_termination": true,
                 "defaults": {"type": "x"}}
                """);
        var first = api.get("/api/v1/jobs?origin=template").text("jobs.0.id");
        store.clock().advance(Duration.ofSeconds(10));
        store.planner().runOnce();

        var ended = api.post("/api/v1/jobs/" + first + "/terminate");
        assertThat(ended.at("status")).isEqualTo("completed");
        var jobs = api.get("/api/v1/jobs?origin=template&status=active");
        assertThat(jobs.at("total")).isEqualTo(1);
        assertThat(jobs.text("jobs.0.id")).isNotEqualTo(first);
        assertThat(api.get("/api/v1/jobs/" + first + "/runs").at("runs.0.status"))
                .isEqualTo("cancelled");

        api.post("/api/v1/jobs/" + first + "/terminate");
        assertThat(api.get("/api/v1/jobs?origin=template&status=active").at("total"))
                .isEqualTo(1);

        var second = jobs.text("jobs.0.id");
        api.put("/api/v1/jobs/" + second, "{\"status\": \"completed\"}"); // as if its end had been cut short
        api.post("/api/v1/jobs/" + second + "/terminate");
        assertThat(api.get("/api/v1/jobs?origin=template&status=active").at("total"))
                .isEqualTo(1);
    }

    private Answer otp() {
        var made = api.post(TEMPLATES, """
                {"name": "send-otp", "title": "Send a passcode",
                 "payload_schema": {
                    "type": "object", "required": ["user_id"], "additionalProperties": false,
                    "properties": {
                        "type": {"type": "string"}, "user_id": {"type": "integer", "minimum": 0, "maximum": 999},
                        "channel": {"type": "string", "enum": ["mail", "text"]},
                        "note": {"type": "string", "maxLength": 5}}},
                 "defaults": {"type": "otp_send_job", "channel": "mail"}}
                """);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private Answer change(String body) {
        var changed = api.put(OTP, body);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return changed;
    }
}
