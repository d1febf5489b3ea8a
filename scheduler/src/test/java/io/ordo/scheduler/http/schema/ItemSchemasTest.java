package io.ordo.scheduler.http.schema;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.json.JsonMapper;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Limits;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.QueueSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever the schema and whatever the payload, judging ends soon and says what is wrong. */
@Timeout(60)
class ItemSchemasTest {
    private final ItemSchemas schemas = new ItemSchemas();

    @ParameterizedTest
    @ValueSource(strings = {"anyOf", "allOf", "oneOf"})
    void aSchemaThatGrowsWithEveryReferenceIsGivenUp(String keyword) {
        assertThat(refusal(growing(keyword, "\"$ref\": \"#/$defs/l0\"")))
                .contains("Cannot be used: it takes too long to judge.");

        var within = growing(keyword, "\"properties\": {\"a\": {\"$ref\": \"#/$defs/l0\"}}");
        assertThat(refusal(within)).isEmpty();
        assertThat(faults(within, "{\"b\": 1}")).isEmpty();
        assertThat(faults(within, "{\"a\": 1}"))
                .containsExactly("Cannot be judged: with it, the schema takes too long to judge.");
    }

    @Test
    void aSchemaWithoutReferencesIsBoundedToo() {
        String many = IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"const\": " + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
        String list = IntStream.range(0, 20_000).mapToObj(_ -> "1.5").collect(Collectors.joining(",", "[", "]"));

        assertThat(faults("{\"properties\": {\"a\": {\"items\": {\"anyOf\": " + many + "}}}}", "{\"a\": " + list + "}"))
                .containsExactly("Cannot be judged: with it, the schema takes too long to judge.");
    }

    @Test
    void thePayloadsOfARequestShareItsEffort() {
        var judge = schemas.judge(queue("{\"properties\": {\"a\": {\"pattern\": \"^([a-z]+[0-9]*)+$\"}}}"));
        String payload = "{\"a\": \"" + "a".repeat(500_000) + "\"}";

        assertThat(judge.faults(payload)).isEmpty();
        assertThat(IntStream.range(0, 1_000).filter(_ -> !judge.faults(payload).isEmpty()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ^(a+)+$                  ; true
            ^(a|b)*$                 ; true
            ^[\\w.-]+@\\d{2,4}\\p{L}$ ; true
            (                        ; false
            (?=a)                    ; false
            (a)\\1                   ; false
            \\Qa\\E                  ; false
            a{1001}                  ; false
            ((a{1000}){1000}){1000}  ; false
            ((((){1000}){1000}){1000}) ; false
            ([[:alpha:](]a{1000}){1000} ; false
            """)
    void patternsAreThoseOfAnEngineThatNeverTakesLong(String pattern, boolean isOne) {
        String quoted = "\"" + pattern.replace("\\", "\\\\") + "\"";

        assertThat(refusal("{\"properties\": {\"a\": {\"pattern\": " + quoted + "}}}")
                        .isEmpty())
                .isEqualTo(isOne);
        assertThat(refusal("{\"patternProperties\": {" + quoted + ": {}}}").isEmpty())
                .isEqualTo(isOne);
        assertThat(faults("{\"properties\": {\"a\": {\"format\": \"regex\"}}}", "{\"a\": " + quoted + "}")
                        .isEmpty())
                .isEqualTo(isOne);
    }

    @Test
    void aPatternIsRefusedWhereverItStands() {
        assertThat(refusal("{\"$ref\": \"#/enum/0\", \"enum\": [{\"pattern\": \"((a{1000}){1000}){1000}\"}]}"))
                .isNotEmpty();
        assertThat(refusal("{\"pattern\": \"" + "a".repeat(1_001) + "\"}"))
                .hasValueSatisfying(message -> assertThat(message).contains("too long"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"idn-hostname", "hostname", "regex", "email", "uri", "date-time", "ipv6", "duration"})
    void aTextThatIsTooLongIsOfNoFormat(String format) {
        String schema = "{\"properties\": {\"a\": {\"format\": \"" + format + "\"}}}";

        for (String part : new String[] {"\u00e9", "(", "a.", "%", "1", "[", "\u00ad"}) {
            assertThat(faults(schema, "{\"a\": \"" + part.repeat(50_000) + "\"}"))
                    .singleElement()
                    .asString()
                    .contains(format);
            assertThat(faults(schema, "{\"a\": \"" + part.repeat(900) + "\"}")).hasSizeLessThan(2);
        }
        assertThat(faults(schema, "{\"a\": 5}")).isEmpty();
    }

    @Test
    void aNumberBeyondAllNumbersIsAnsweredLikeAnyOther() {
        assertThat(faults("{\"properties\": {\"a\": {\"multipleOf\": 3}}}", "{\"a\": 1e309}"))
                .allSatisfy(fault -> assertThat(fault).doesNotContain("Exception"));
    }

    @Test
    void referencesInDataAreData() {
        assertThat(refusal("{\"enum\": [{\"$ref\": \"http://x.example\"}], \"default\": {\"$ref\": \"y\"}}"))
                .isEmpty();
        assertThat(refusal("{\"properties\": {\"enum\": {\"$ref\": \"http://x.example\"}}}"))
                .hasValueSatisfying(message -> assertThat(message).contains("refers to http://x.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#/nowhere\"}",
                "{\"$ref\": \"#/%zz\"}",
                "{\"$ref\": \"#\"}",
                "{\"properties\": {\"a\": {\"pattern\": \"(\"}}}",
                "{\"items\": {\"$schema\": \"http://127.0.0.1:9/meta\"}, \"$dynamicRef\": \"#x\"}"
            })
    void whatIsWrongIsSaidWithoutTheWordsOfAProgram(String schema) {
        assertThat(refusal(schema))
                .hasValueSatisfying(message -> assertThat(message).doesNotContain("Exception", "java."));
    }

    @Test
    void nothingOfASchemaIsLogged() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        try {
            String schema = "{\"x\\n18:00:00.000 ERROR Forged line\": 1}";
            assertThat(refusal(schema)).isEmpty();
            assertThat(faults(schema, "{}")).isEmpty();
        } finally {
            root.detachAppender(heard);
        }
        assertThat(heard.list).noneMatch(event -> event.getFormattedMessage().contains("Forged"));
    }

    private static String growing(String keyword, String root) {
        var levels = IntStream.range(0, 30)
                .mapToObj(i -> "\"l%d\": {\"%s\": [{\"$ref\": \"#/$defs/l%d\"}, {\"$ref\": \"#/$defs/l%d\"}]}"
                        .formatted(i, keyword, i + 1, i + 1))
                .collect(Collectors.joining(", "));
        return "{\"$defs\": {" + levels + ", \"l30\": {\"type\": \"string\"}}, " + root + "}";
    }

    private Optional<String> refusal(String schema) {
        var body = new Json(JsonMapper.createDefault(), new Limits(1 << 20, 1 << 20))
                .body(Optional.of("{}".getBytes(StandardCharsets.UTF_8)));
        var fields = Fields.of(body);
        schemas.checkSchema(schema, fields, "item_schema");
        try {
            fields.check();
            return Optional.empty();
        } catch (ProblemException refused) {
            return Optional.of(refused.detail().replaceFirst("^[\\w.$]+: ", ""));
        }
    }

    private Collection<String> faults(String schema, String payload) {
        return schemas.judge(queue(schema)).faults(payload).stream()
                .map(ItemSchemas.Fault::message)
                .toList();
    }

    private static Queue queue(String schema) {
        var usual = QueueSettings.DEFAULT;
        var settings = new QueueSettings(
                usual.ranker(),
                usual.maxsize(),
                usual.identity(),
                usual.lease(),
                usual.maxDeaths(),
                usual.retry(),
                usual.timeout(),
                usual.limits(),
                schema,
                null,
                false,
                false);
        return new Queue("q", settings, null, Instant.EPOCH, Instant.EPOCH, "a test");
    }
}
