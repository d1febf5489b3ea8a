package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.testing.Client;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tasks pass which filters: three of them, a, b and c, and every operator there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatFiltersIT {
    private static final String A = """
            {"name": "alpha", "count": 1, "ok": true, "tags": ["x", "y"], "child": {"name": "c1", "deep": {"er": 5}},
             "gone": null, "text": "The quick foxes are running", "num": "7"}
            """;
    private static final String B = """
            {"name": "beta%", "count": 25, "ok": false, "tags": ["z"], "child": {"name": "c2"}, "num": "many"}
            """;
    private static final String C = """
            {"name": "Gamma_1", "count": 2.5, "ok": "true", "tags": [], "child": {"name": "c1"}, "gone": "no"}
            """;

    private final KatStore kat = new KatStore();
    private final Client client = kat.client();
    private final Map<String, String> names = new LinkedHashMap<>();

    @BeforeAll
    void fill() {
        kat.pretendSchedules();
        var due = kat.aSchedule(Duration.ofHours(-1));
        var later = kat.aSchedule(Duration.ofHours(1));
        names.put(kat.aTaskOf(due, A).toString(), "a");
        kat.start(kat.popOne("boefje"));
        names.put(kat.aTaskOf(later, B).toString(), "b");
        kat.fail(kat.popOne("boefje"));
        names.put(kat.aTask("report", "p", C).toString(), "c");
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            name         ~ ==          ~ "alpha"                       ~ a
            name         ~ eq          ~ "nobody"                      ~
            count        ~ ==          ~ 25.0                          ~ b
            num          ~ ==          ~ 7                             ~ a
            ok           ~ ==          ~ true                          ~ a c
            child        ~ ==          ~ "{\\"name\\": \\"c2\\"}"      ~ b
            gone         ~ ==          ~ null                          ~ a b
            name         ~ !=          ~ "alpha"                       ~ b c
            gone         ~ ne          ~ "x"                           ~ c
            gone         ~ ne          ~ null                          ~ c
            ok           ~ is          ~ true                          ~ a c
            gone         ~ is          ~ null                          ~ a b
            gone         ~ is_not      ~ "x"                           ~ a b c
            gone         ~ is_not      ~ null                          ~ c
            gone         ~ is_null     ~ 1                             ~ a b
            child__deep  ~ is_null     ~ null                          ~ b c
            gone         ~ is_not_null ~ null                          ~ c
            count        ~ >           ~ 1                             ~ b c
            count        ~ gt          ~ 2.5                           ~ b
            count        ~ <           ~ 2.5                           ~ a
            name         ~ lt          ~ "b"                           ~ a c
            count        ~ >=          ~ 2.5                           ~ b c
            count        ~ gte         ~ 26                            ~
            count        ~ <=          ~ 2.5                           ~ a c
            count        ~ lte         ~ 0                             ~
            name         ~ like        ~ "%a"                          ~ a
            name         ~ like        ~ "beta\\\\%"                   ~ b
            name         ~ not_like    ~ "%a"                          ~ b c
            name         ~ ilike       ~ "gamma\\\\__"                 ~ c
            name         ~ not_ilike   ~ "GAMMA%"                      ~ a b
            name         ~ in          ~ ["alpha", "Gamma_1"]          ~ a c
            count        ~ in          ~ [1, 25]                       ~ a b
            ok           ~ in          ~ [true]                        ~ a c
            name         ~ not_in      ~ ["alpha", "Gamma_1"]          ~ b
            count        ~ not_in      ~ [1]                           ~ b c
            name         ~ contains    ~ "a%"                          ~ b
            tags         ~ contains    ~ "x"                           ~ a
            tags         ~ contains    ~ "[\\"y\\"]"                   ~ a
            tags         ~ any         ~ "x"                           ~ a
            tags         ~ any         ~ ["y", "z"]                    ~ a b
            name         ~ any         ~ ["alpha"]                     ~ a
            count        ~ any         ~ [1, 2.5]                      ~ a c
            text         ~ match       ~ "run fox"                     ~ a
            text         ~ match       ~ "slow fox"                    ~
            name         ~ starts_with ~ "beta%"                       ~ b
            name         ~ starts_with ~ "%"                           ~
            child        ~ @>          ~ "{\\"name\\": \\"c1\\"}"      ~ a c
            child        ~ @>          ~ {"name": "c2"}                ~ b
            tags         ~ @>          ~ ["x"]                         ~ a
            name         ~ @>          ~ "alpha"                       ~ a
            count        ~ @>          ~ 25                            ~ b
            tags         ~ <@          ~ "[\\"x\\", \\"y\\", \\"w\\"]" ~ a c
            child        ~ @?          ~ "$.deep.er ? (@ > 4)"         ~ a
            child        ~ @?          ~ "$.nothing"                   ~
            child        ~ @@          ~ "$.name == \\"c1\\""          ~ a c
            child        ~ @@          ~ "$.name"                      ~
            child__deep__er ~ ==       ~ 5                             ~ a
            child__name  ~ ==          ~ "c1"                          ~ a c
            tags__1      ~ ==          ~ "y"                           ~ a
            """)
    void aFieldOfTheDataIsCompared(String field, String operator, String value, @Nullable String passing) {
        assertPasses(condition("data", field, operator, value), passing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            scheduler_id ~ ==          ~ "boefje"                              ~ a b
            type         ~ like        ~ "rep%"                                ~ c
            organisation ~ ==          ~ "p"                                   ~ c
            organisation ~ @@          ~ "p"                                   ~ c
            organisation ~ any         ~ ["o", "q"]                            ~ a b
            priority     ~ ==          ~ 5                                     ~ a b c
            priority     ~ >           ~ "5"                                   ~
            hash         ~ is_null     ~ null                                  ~
            status       ~ ==          ~ "running"                             ~ a
            status       ~ ==          ~ "RUNNING"                             ~ a
            status       ~ !=          ~ "running"                             ~ b c
            status       ~ in          ~ ["FAILED", "queued", "pending"]       ~ b c
            status       ~ not_in      ~ ["failed"]                            ~ a c
            status       ~ any         ~ "queued"                              ~ c
            status       ~ >           ~ "queued"                              ~ a b
            status       ~ <=          ~ "queued"                              ~ c
            status       ~ like        ~ "%ning"                               ~ a
            status       ~ is_null     ~ null                                  ~
            status       ~ is_not_null ~ null                                  ~ a b c
            status       ~ is          ~ null                                  ~
            created_at   ~ <           ~ "2030-01-01T00:00:01Z"                ~ a
            created_at   ~ >=          ~ "2030-01-01 00:00:01+00:00"           ~ b c
            modified_at  ~ ==          ~ "2030-01-01T00:00:01Z"                ~ a
            modified_at  ~ >           ~ "2029-12-31"                          ~ a b c
            data         ~ @>          ~ "{\\"name\\": \\"alpha\\"}"           ~ a
            data         ~ ==          ~ {}                                    ~
            data         ~ contains    ~ "quick"                               ~ a
            schedule_id  ~ is_null     ~ null                                  ~ c
            id           ~ is_not_null ~ null                                  ~ a b c
            """)
    void aColumnIsCompared(String column, String operator, String value, @Nullable String passing) {
        var isShapeless = value.equals("{}");
        assertPasses(condition(column, null, operator, isShapeless ? "\"{}\"" : value), passing);
    }

    @Test
    void aTaskIsFoundByItsId() {
        var id = names.keySet().iterator().next();

        assertPasses(condition("id", null, "==", "\"" + id + "\""), "a");
        assertPasses(condition("id", null, "in", "[\"" + id.toUpperCase(Locale.ROOT) + "\"]"), "a");
        assertPasses(condition("id", null, "starts_with", "\"" + id.substring(0, 9) + "\""), "a");
        assertPasses(condition("hash", null, "==", "\"" + id.replace("-", "") + "\""), "a");
        assertPasses(condition("created_at", null, "in", "[\"2030-01-01T00:00:00Z\"]"), "a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            deadline_at ~ >           ~ "2030-01-01T00:00:10Z" ~ b
            deadline_at ~ lt          ~ "2030-01-01T00:00:10Z" ~ a
            enabled     ~ ==          ~ true                   ~ a b
            enabled     ~ in          ~ [false]                ~
            schedule    ~ is_null     ~ null                   ~ a b
            data__name  ~ ==          ~ "weekly"               ~ a b
            """)
    void theScheduleOfATaskIsCompared(String field, String operator, String value, @Nullable String passing) {
        assertPasses(condition("schedule", field, operator, value), passing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"filters": []}                                      ~ a b c
            {"filters": {}}                                      ~ a b c
            {"filters": {"or": [], "not": [], "and": []}}        ~ a b c
            {"filters": [#1, #25]}                               ~
            {"filters": {"and": [#1], "or": [#1, #25]}}          ~ a
            {"filters": {"or": [#1, #25]}}                       ~ a b
            {"filters": {"not": [#1]}}                           ~ b c
            {"filters": {"not": [#1, #25]}}                      ~ c
            {"filters": {"or": [#1, #2.5], "not": [#1]}}         ~ c
            [#1]                                                 ~ a
            []                                                   ~ a b c
            """)
    void groupsAreJoinedAsTheirNamesSay(String body, @Nullable String passing) {
        var full = body.replaceAll(
                "#([0-9.]+)", "{\"column\": \"data\", \"field\": \"count\", \"operator\": \"==\", \"value\": $1}");
        assertPasses(full, passing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            eq      ~ 1            ~ a
            ne      ~ 1            ~ b c
            lt      ~ 2            ~ a
            le      ~ 2.5          ~ a c
            gt      ~ 1            ~ b c
            ge      ~ 25           ~ b
            in_     ~ [1, 25]      ~ a b
            notin_  ~ [1, 25]      ~ c
            """)
    void theBareListOfTheOldestClientsIsAboutTheData(String operator, String value, String passing) {
        assertPasses(
                "[{\"field\": \"count\", \"operator\": \"%s\", \"value\": %s}]".formatted(operator, value), passing);
    }

    @Test
    void parametersAndFiltersAreBothPassed() {
        var filter = condition("data", "child__name", "==", "\"c1\"");

        assertThat(passing("/tasks?scheduler_id=report", filter)).containsExactly("c");
        assertThat(passing("/tasks?status=running", filter)).containsExactly("a");
        assertThat(client.post("/tasks?limit=0", filter).at("count")).isEqualTo(2);
    }

    /** Whatever an operator is given, the answer is a page or a refusal, and never a failure. */
    @ParameterizedTest
    @EnumSource(Operator.class)
    void everyOperatorOnEveryColumnWithEveryValueIsAnsweredOrRefused(Operator operator) {
        var values =
                List.of("1", "true", "null", "[1]", "[\"x\"]", "\"{}\"", "\"$.a\"", "\"running\"", "\"2030-01-01\"");
        for (var column : columns()) {
            for (var value : values) {
                for (var body : List.of(
                        condition(column, "name", operator.word(), value),
                        condition(column, null, operator.word(), value),
                        condition("schedule", column, operator.word(), value))) {
                    assertThat(client.post("/tasks", body).status()).as(body).isIn(200, 400);
                }
            }
        }
    }

    private static Set<String> columns() {
        return KatTables.TASKS.columns().keySet();
    }

    private void assertPasses(String body, @Nullable String expected) {
        assertThat(passing("/tasks", body))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    private List<String> passing(String path, String body) {
        var answer = client.post(path, body);
        assertThat(answer.status()).as("%s %s", body, answer.body()).isEqualTo(200);
        var passing = KatStore.each(answer, "/results", "/id").stream()
                .map(names::get)
                .toList();
        assertThat(answer.at("count")).isEqualTo(passing.size());
        return passing;
    }

    static String condition(String column, @Nullable String field, String operator, String value) {
        return Stream.of(
                        "\"column\": \"" + column + "\"",
                        field == null ? "" : "\"field\": \"" + field + "\"",
                        "\"operator\": \"" + operator + "\"",
                        "\"value\": " + value)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "{\"filters\": [{", "}]}"));
    }
}
