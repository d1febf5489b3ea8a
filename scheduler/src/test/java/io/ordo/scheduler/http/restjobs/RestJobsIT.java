package io.ordo.scheduler.http.restjobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.http.template.RestJobTemplates;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RestJobScheduler's clients find what they know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestJobsIT {
    private static final String ROOT = "/rest-job-scheduler";
    private static final String NOT_RUNNING = "Job is not running: its newest task must be dispatched or running";

    private final Store store = Store.create();
    private final Client api = store.client();
    private final Client forms = api.with("Content-Type", "application/x-www-form-urlencoded");

    @BeforeEach
    void templates() {
        assertThat(api.post("/api/v1/templates", RestJobTemplates.ALL).status()).isEqualTo(201);
    }

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void theSchemasAreThoseOfTemplatesThatUsersTrigger() {
        var schemas = api.get(ROOT + "/schemas");
        assertThat(schemas.status()).isEqualTo(200);
        assertThat(schemas.json().size()).isEqualTo(3);
        assertThat(schemas.body())
                .contains("\"otp_send_job\":{\"user_id\":{\"type\":\"uint\",\"minValue\":0,\"maxValue\":null,"
                        + "\"required\":true,\"label\":\"User Id\"},\"job_type\":null}")
                .contains("\"options\":[\"location_history\",\"likes\"]");
    }

    @Test
    void aFormCreatesAJobThatIsDueEverySecondsOfItsTemplateUntilItIsTerminated() {
        var id = create("job_type=otp_send_job&user_id=5").text("job_id");
        assertThat(id).matches("otp_send_job_\\d+\\.\\d{6}");
        var shown = api.get("/api/v1/jobs?origin=template");
        assertThat(shown.at("jobs.0.template")).isEqualTo("otp_send_job@1");
        assertThat(shown.at("jobs.0.schedule_expr")).isEqualTo("1s");
        assertThat(shown.at("jobs.0.payload.user_id")).isEqualTo(5);
        assertThat(shown.at("jobs.0.payload.job_type")).isEqualTo("otp_send_job");
        assertThat(shown.at("jobs.0.payload.job_id")).isEqualTo(id);
        assertThat(shown.at("jobs.0.payload.type")).isEqualTo("otp_send_job");

        runs(1);
        runs(2);
        assertThat(jobs(id, "state")).isEqualTo("scheduled");
        var ended = forms.post(ROOT + "/job/" + id + "/terminate", "type=otp_send_job");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.at("msg")).isEqualTo("Job terminated");
        assertThat(ended.at("pollForChanges")).isEqualTo(true);
        runs(2);
        assertThat(jobs(id, "state")).isEqualTo("terminated");
        assertThat(jobs(id, "job_type")).isEqualTo("otp_send_job");
        assertThat(number(id, "terminatedTime")).isGreaterThanOrEqualTo(number(id, "startTime"));
    }

    @Test
    void aFormOfSeveralPartsIsReadAsWell() {
        var body = part("job_type", "profile_archive_generator_job")
                + part("user_id", "7")
                + part("filter", "likes")
                + "--tests--\r\n";
        var made =
                api.with("Content-Type", "multipart/form-data; boundary=tests").post(ROOT + "/create", body);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(api.get("/api/v1/jobs?origin=template").at("jobs.0.payload.filter"))
                .isEqualTo("likes");
    }

    @Test
    void jobsOfOneInstantHaveDifferentIds() {
        var first = create("job_type=otp_send_job&user_id=5").text("job_id");
        assertThat(create("job_type=otp_send_job&user_id=5").text("job_id")).isNotEqualTo(first);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            user_id=5                                             | 400 | Job type must be specified in request body
            job_type=nothing&user_id=5                            | 404 | Couldn't find job template
            job_type=otp_send_job                                 | 400 | Payload fields do not match schema.
            job_type=otp_send_job&user_id=5&more=1                | 400 | Payload fields do not match schema.
            job_type=otp_send_job&user_id=five                    | 400 | Payload fields do not match schema.
            job_type=otp_send_job&user_id=5&user_id=6             | 400 | Form says user_id twice
            job_type=otp_send_job&user_id=%C3%28                  | 400 | Form is not UTF-8
            job_type=otp_send_job&user%FF_id=5                    | 400 | Form is not UTF-8
            job_type=otp_send_job&user_id=%4                      | 400 | Form cannot be read
            job_type=profile_archive_generator_job&user_id=5&filter=x | 400 | Payload fields do not match schema.
            """)
    void aFormThatDoesNotFitIsRefusedInItsWords(String form, int status, String words) {
        var refused = forms.post(ROOT + "/create", form);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.at("msg")).isEqualTo(words);
    }

    @Test
    void aRefusalNamesTheFieldsThatDoNotFit() {
        var refused = forms.post(ROOT + "/create", "job_type=otp_send_job&user_id=five");
        assertThat(refused.at("errors.0.field")).isEqualTo("payload.user_id");
        assertThat(refused.at("errors.0.rule")).isEqualTo("type");
    }

    @Test
    void whatCannotBeTerminatedIsSaidInItsWords() {
        var id = create("job_type=otp_send_job&user_id=5").text("job_id");
        var path = ROOT + "/job/" + id + "/terminate";
        assertRefused(forms.post(ROOT + "/job/nobody/terminate", "type=otp_send_job"), 404, "Job not found");
        assertRefused(forms.post(path, ""), 400, "Payload must contain job type");
        assertRefused(forms.post(path, "type=nothing"), 400, "No job template exists for the specified type");
        assertRefused(forms.post(path, "type=forgot_password_job"), 400, "Job is of another type: otp_send_job");
        assertThat(jobs(id, "state")).isEqualTo("scheduled");
    }

    @Test
    void progressIsThatOfTheNewestTask() {
        var id = create("job_type=otp_send_job&user_id=5").text("job_id");
        var path = ROOT + "/job/" + id + "/progress";
        assertRefused(forms.post(ROOT + "/job/nobody/progress", "completion_percent=1"), 404, "Job not found");
        assertRefused(forms.post(path, "completion_percent=5"), 409, NOT_RUNNING);
        runs(1);
        assertRefused(forms.post(path, "completion_percent=5"), 409, NOT_RUNNING);
        api.post("/api/v1/queues/default/pop?limit=1");
        assertRefused(forms.post(path, ""), 400, "Completion percent must be specified");
        for (var wrong : new String[] {"101", "-1", "much", "100.5"}) {
            assertRefused(forms.post(path, "completion_percent=" + wrong), 400, "Percentage out of range");
        }
        assertThat(number(id, "completion_percentage")).isZero();
        var said = forms.post(path, "completion_percent=40");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.at("msg")).isEqualTo("Updated job progress");
        assertThat(number(id, "completion_percentage")).isEqualTo(40);
    }

    @Test
    void aJobThatWasMadeNativelyIsSeenAndControlledHere() {
        var id = api.post("/api/v1/templates/otp_send_job/jobs", "{\"payload\": {\"user_id\": 5}}")
                .text("id");
        assertThat(jobs(id, "job_type")).isEqualTo("otp_send_job");
        assertThat(forms.post(ROOT + "/job/" + id + "/terminate", "type=otp_send_job")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/jobs/" + id).at("status")).isEqualTo("completed");
    }

    @Test
    void aKeyIsNeeded() {
        assertThat(new Client(api.url(), null).get(ROOT + "/jobs").status()).isEqualTo(401);
    }

    private static String part(String name, String value) {
        return "--tests\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private Answer create(String form) {
        var made = forms.post(ROOT + "/create", form);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.at("msg")).isEqualTo("Job created");
        assertThat(made.at("pollForChanges")).isEqualTo(true);
        return made;
    }

    /** Lets a second pass; the newest job has so many runs then. */
    private void runs(int expected) {
        store.clock().advance(Duration.ofSeconds(1));
        store.planner().runOnce();
        var job = api.get("/api/v1/jobs?origin=template").text("jobs.0.id");
        assertThat(api.get("/api/v1/jobs/" + job + "/runs").at("total")).isEqualTo(expected);
    }

    private Object jobs(String id, String field) {
        var job = Objects.requireNonNull(api.get(ROOT + "/jobs").json().get(id), id);
        return Objects.requireNonNull(
                Objects.requireNonNull(job.get(field), field).getValue());
    }

    private long number(String id, String field) {
        return ((Number) jobs(id, field)).longValue();
    }

    private static void assertRefused(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("msg")).isEqualTo(words);
    }
}
