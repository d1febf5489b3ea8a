package io.ordo.scheduler.http.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.serde.ObjectMapper;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.http.schema.ItemSchemas;
import io.ordo.scheduler.template.TemplateDraft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates of RestJobScheduler become ours. */
class RestJobDocumentTest {
    private static final Json JSON = new Json(ObjectMapper.getDefault(), new Limits(100_000, 100_000));

    private final RestJobDocument document = new RestJobDocument(JSON, new TemplatePayloads(JSON, new ItemSchemas()));

    @Test
    void eachOfTheSixTemplatesIsRead() {
        assertThat(read(RestJobTemplates.ALL))
                .extracting(
                        TemplateDraft::name,
                        draft -> draft.schedule().text(),
                        TemplateDraft::userTriggered,
                        TemplateDraft::rescheduleAfterTermination)
                .containsExactly(
                        tuple("birthday_notification_job", "10s", false, true),
                        tuple("profile_stats_aggregator_job", "5s", false, true),
                        tuple("relationship_rankings_job", "10s", false, true),
                        tuple("profile_archive_generator_job", "3s", true, false),
                        tuple("otp_send_job", "1s", true, false),
                        tuple("forgot_password_job", "1s", true, false));
    }

    @Test
    void theirFieldsBecomeAJsonSchemaThatAllowsNoOthers() {
        assertThat(named("profile_archive_generator_job").payloadSchema()).isEqualTo("""
                {"type":"object","properties":{\
                "user_id":{"type":"integer","minimum":0,"title":"User Id"},\
                "filter":{"type":"string","enum":["location_history","likes"],"title":"Filters"},\
                "job_type":{},\
                "type":{"const":"profile_archive_generator_job"}},\
                "required":["user_id","filter"],"additionalProperties":false}""");
        assertThat(named("birthday_notification_job").payloadSchema())
                .contains("\"profiles\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":1000}");
    }

    @Test
    void theirPayloadBecomesTheDefaultsWithTheTypeForTheExecutor() {
        assertThat(named("birthday_notification_job").defaults())
                .isEqualTo("{\"type\":\"birthday_notification_job\",\"profiles\":1000}");
    }

    @Test
    void theFieldsComeBackAsTheyWere() {
        var schema = JSON.stored(named("profile_archive_generator_job").payloadSchema());
        assertThat(JSON.text(RestJobFields.described(schema))).isEqualTo("""
                {"user_id":{"type":"uint","minValue":0,"maxValue":null,"required":true,"label":"User Id"},\
                "filter":{"type":"options","options":["location_history","likes"],"required":true,"label":"Filters"},\
                "job_type":null}""");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            type                       | "y"                                   | type_differs | Must be 'x'
            type                       | null                                  | required     | required
            startInSeconds             | 0                                     | range        | 1
            startInSeconds             | "soon"                                | type         | number
            userTriggered              | "yes"                                 | type         | true or false
            rescheduleAfterTermination | true                                  | endless      | infinite loop
            bogus                      | 1                                     | unknown      | known here
            payload_schema             | {"a": {"type": "text"}}               | choice       | it was 'text'
            payload_schema             | {"a": {"type": "uint", "range": [1]}} | type         | [0,1000]
            payload_schema             | {"a": {"type": "uint", "bogus": 1}}   | unknown      | known here
            payload_schema             | {"a": {"type": "options"}}            | type         | array
            payload_schema             | {"a": 7}                              | type         | object
            payload_schema | {"a": {"type": "uint", "minValue": 5, "maxValue": 1}}     | range   | less than minValue
            payload_schema | {"a": {"type": "uint", "range": [10, 0]}}                 | range   | go up
            payload_schema | {"a": {"type": "options", "options": ["x", "y", "x"]}}    | choice  | 'x' twice
            payload        | {"b": 1}                                                  | unknown | payload_schema
            payload                    | {"type": "z"}                         | reserved     | rename
            """)
    void whatIsWrongIsNamedWithTemplateAndField(String field, String value, String rule, String words) {
        var good = """
                {"x": {"type": "x", "startInSeconds": 1, "userTriggered": true, "rescheduleAfterTermination": false}}
                """;
        var known = good.contains("\"" + field + "\"");
        var bad = known
                ? good.replaceAll("(\"" + field + "\": )[^,}]*", "$1" + value)
                : good.replace("{\"type\"", "{\"" + field + "\": " + value + ", \"type\"");
        var refused = catchThrowableOfType(ProblemException.class, () -> read(bad));
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).startsWith("x." + field);
            assertThat(error.rule()).isEqualTo(rule);
            assertThat(error.message()).contains(words);
        });
    }

    @Test
    void thePayloadOfATemplateThatUsersDoNotTriggerMustFitBecauseNobodyElseChangesIt() {
        var template = """
                {"x": {"type": "x", "startInSeconds": 1, "userTriggered": %s, "rescheduleAfterTermination": false,
                       "payload_schema": {"n": {"type": "uint", "range": [0, 9]}}, "payload": {"n": 10}}}
                """;
        assertThat(read(template.formatted(true))).hasSize(1);

        var refused = catchThrowableOfType(ProblemException.class, () -> read(template.formatted(false)));
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("x.payload.n");
            assertThat(error.rule()).isEqualTo("range");
        });
    }

    @Test
    void aDocumentIsToldFromATemplateByItsShape() {
        assertThat(RestJobDocument.isOne(JSON.stored(RestJobTemplates.ALL))).isTrue();
        assertThat(RestJobDocument.isOne(JSON.stored("{\"name\": \"x\", \"payload_schema\": {\"type\": \"object\"}}")))
                .isFalse();
        assertThat(RestJobDocument.isOne(JSON.stored("{}"))).isFalse();
    }

    private TemplateDraft named(String name) {
        return read(RestJobTemplates.ALL).stream()
                .filter(draft -> draft.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<TemplateDraft> read(String text) {
        return document.read(JSON.stored(text));
    }
}
