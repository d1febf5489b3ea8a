package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.history.PostgresTaskList;
import io.ordo.scheduler.task.TaskList.Scope;
import io.ordo.scheduler.task.TaskList.Search;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that are wrong, or meant to do harm, are refused at once and do none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFiltersIT {
    private final KatStore kat = new KatStore();
    private final Client client = kat.client();

    @BeforeAll
    void fill() {
        kat.aBoefje("dns", "H|i|x");
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"filters": [{"column": "nowhere", "operator": "==", "value": 1}]} ~ nowhere: no such column
            {"filters": {"xor": []}} ~ xor: no such group; there are and, or, not
            {"filters": [{"column": "priority", "field": "x", "operator": "==", "value": 1}]} ~ priority has no fields
            {"filters": [{"column": "data", "operator": "in", "value": []}]} ~ a list has 1 to 1000 values
            {"filters": [{"column": "data", "operator": "in", "value": [1, "x"]}]} ~ of one type
            {"filters": [{"column": "data", "operator": "in", "value": [null]}]} ~ a list has no place for null
            {"filters": [{"column": "status", "operator": "==", "value": "bogus"}]} ~ is one of pending, queued
            {"filters": [{"column": "data", "operator": "@?", "value": "$.a ?"}]} ~ is no JSON path
            {"filters": [{"column": "data", "operator": "@?", "value": "$ ? (@ like_regex \\"(\\")"}]} ~ is no JSON path
            {"filters": [{"column": "data", "operator": "@@", "value": "$x"}]} ~ has no variables
            {"filters": [{"column": "data", "operator": "==", "value": "\\u0000"}]} ~ is in no task
            {"filters": [{"column": "data", "field": "\\ud800", "operator": "==", "value": 1}]} ~ is in no task
            {"filters": [{"column": "data", "operator": "==", "value": 1e999999}]} ~ is in no task
            {"filters": [{"column": "schedule", "operator": "==", "value": 1}]} ~ name one of its columns in field
            """)
    void whatDoesNotExistIsRefusedAtOnce(String body, String fault) {
        var refused = client.post("/tasks", body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("Invalid filter(s): ").contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {} ~ missing ~ filters ~ Field required
            7 ~ model_attributes_type ~ ~ Input should be a valid dictionary
            "x" ~ model_attributes_type ~ ~ Input should be a valid dictionary
            {"filters": 7} ~ list_type ~ filters list[Filter] ~ Input should be a valid list
            {"filters": {"and": 7}} ~ list_type ~ filters and ~ Input should be a valid list
            {"filters": [7]} ~ model_attributes_type ~ filters 0 ~ Input should be a valid dictionary
            {"filters": [{"operator": "==", "value": 1}]} ~ missing ~ filters 0 column ~ Field required
            {"filters": [{"column": "data", "value": 1}]} ~ missing ~ filters 0 operator ~ Field required
            {"filters": [{"column": "data", "operator": "=="}]} ~ missing ~ filters 0 value ~ Field required
            {"filters": [{"column": 1, "operator": "==", "value": 1}]} ~ string_type ~ filters 0 column ~ string
            [{"field": 1, "operator": "==", "value": 1}] ~ string_type ~ 0 field ~ a valid string
            {"filters": {"or": [{"column": "data", "operator": "near"}]}} ~ literal_error ~ filters or 0 operator ~ '=='
            [{"operator": "==", "value": {}}] ~ value_type ~ 0 value ~ Input should be
            [{"operator": "in", "value": [[1]]}] ~ value_type ~ 0 value ~ Input should be
            [{"operator": "near", "value": 1}] ~ literal_error ~ 0 operator ~ Input should be '=='
            {nope ~ json_invalid ~ ~ JSON decode error
            """)
    void whatHasNotTheShapeOfAFilterIsRefusedWhereItStands(
            String body, String type, @Nullable String place, String message) {
        var refused = client.post("/tasks", body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("detail.0.type")).isEqualTo(type);
        assertThat(place(refused)).isEqualTo(place == null ? "body" : "body " + place);
        assertThat(refused.text("detail.0.msg")).contains(message);
    }

    @Test
    void theFieldThatIsMissingIsNamedAsOpenKatNamesIt() {
        assertThat(client.post("/tasks", "{}").body())
                .isEqualTo("{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"filters\"],\"msg\":\"Field"
                        + " required\",\"input\":{}}]}");
    }

    @Test
    void anUnknownOperatorIsToldEveryOther() {
        var refused = client.post("/tasks", KatFiltersIT.condition("data", null, "near", "1"));

        assertThat(refused.text("detail.0.msg"))
                .isEqualTo("Input should be '==', 'eq', '!=', 'ne', 'is', 'is_not', 'is_null', 'is_not_null', '>',"
                        + " 'gt', '<', 'lt', '>=', 'gte', '<=', 'lte', 'like', 'not_like', 'ilike', 'not_ilike', 'in',"
                        + " 'not_in', 'contains', 'any', 'match', 'starts_with', '@>', '<@', '@?' or '@@'");
    }

    @Test
    void moreThanTheMostIsRefused() {
        var one = "{\"column\": \"data\", \"operator\": \"==\", \"value\": 1}";
        var path = String.join("__", Collections.nCopies(41, "a"));
        var hundred = "{\"filters\": [" + String.join(",", Collections.nCopies(100, one)) + "]}";

        assertThat(client.post("/tasks", hundred).status()).isEqualTo(200);
        assertRefused("at most 100 conditions", hundred.replace("]}", ", " + one + "]}"));
        assertRefused("at most 40 levels", KatFiltersIT.condition("data", path, "==", "1"));
        assertRefused(
                "1 to 1000 values",
                KatFiltersIT.condition(
                        "data", null, "in", Collections.nCopies(1_001, 1).toString()));
        assertRefused(
                "at most 10000 characters",
                KatFiltersIT.condition("data", null, "==", "\"" + "x".repeat(10_001) + "\""));
        assertThat(client.post("/tasks", "\"" + "x".repeat(2 << 20) + "\"").status())
                .isEqualTo(413);
        assertThat(client.post("/tasks", "[".repeat(1_000)).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "data, like, 200, a pattern",
        "data, not_ilike, 200, a pattern",
        "data, contains, 200, a pattern",
        "data, match, 200, a pattern",
        "organisation, '@@', 200, a pattern",
        "data, '@?', 500, a JSON path",
        "data, '@@', 500, a JSON path"
    })
    void workThatGrowsWithAPatternIsLimited(String column, String operator, int most, String name) {
        var text = "$" + " ".repeat(most - 1);

        assertThat(client.post("/tasks", KatFiltersIT.condition(column, null, operator, "\"" + text + "\""))
                        .status())
                .isEqualTo(200);
        assertRefused(
                name + " has at most " + most + " characters",
                KatFiltersIT.condition(column, null, operator, "\"" + text + " \""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "(", "!(", "$.a[", "+ -"})
    void aJsonPathAsDeepAsMayBeIsAnswered(String step) {
        var path = step.repeat(490 / step.length()) + "$";

        var answer = client.post("/tasks", KatFiltersIT.condition("data", null, "@?", "\"" + path + "\""));

        assertThat(answer.status()).as(answer.body()).isIn(200, 400);
    }

    @Test
    void aTextTooLongForFullTextSearchIsSearchedByItsBegin() {
        try (var large = new KatStore()) {
            var words = IntStream.range(0, 120_000).mapToObj(number -> "w" + number);
            large.aTask("boefje", "o", "{\"text\": \"" + words.collect(Collectors.joining(" ")) + "\"}");

            assertThat(count(large, "match", "w7")).isEqualTo(1);
            assertThat(count(large, "match", "w119999")).isZero();
            assertThat(count(large, "like", "%w7 %")).isEqualTo(1);
            assertThat(count(large, "contains", "w119999")).isZero();
        }
    }

    private static int count(KatStore store, String operator, String text) {
        var answer = store.client().post("/tasks", KatFiltersIT.condition("data", "text", operator, '"' + text + '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Integer.parseInt(answer.text("count"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/schedulers/boefje/pop", "/queues/boefje/pop"})
    void aPopRefusesWhatAListRefuses(String pop) {
        var refused = client.post(pop, KatFiltersIT.condition("data", null, "@?", "\"$.a ?\""));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("Invalid filter(s): ").contains("is no JSON path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE task; --",
                "x' OR '1' = '1",
                "x') OR true --",
                "?",
                "$1",
                "{a,b}",
                "\\\\x00",
                "%s%n",
                "NULL"
            })
    void whatLooksLikeSqlIsAValueLikeAnyOther(String text) {
        for (var body : List.of(
                KatFiltersIT.condition("data", "boefje__id", "==", "\"" + text + "\""),
                KatFiltersIT.condition("data", text, "==", "\"x\""),
                KatFiltersIT.condition("organisation", null, "in", "[\"" + text + "\"]"),
                KatFiltersIT.condition("data", null, "@>", "\"" + text + "\""))) {
            assertThat(client.post("/tasks", body).at("count")).as(body).isEqualTo(0);
        }
        assertThat(client.post("/tasks", KatFiltersIT.condition(text, null, "==", "1"))
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/tasks").at("count")).isEqualTo(1);
    }

    @Test
    void aSearchThatTakesTooLongIsGivenUpAndNamesItsFilter() {
        try (var slow = new KatStore()) {
            slow.aTask("boefje", "o", "{}");
            slow.store().database().update("""
                    CREATE OR REPLACE VIEW kat_task AS
                    SELECT id, queue AS scheduler_id, job_id AS schedule_id, tenant AS organisation, hash AS type, hash,
                           priority, payload AS data, cast(pg_sleep(60) AS text) AS status, created_at,
                           created_at AS modified_at
                    FROM task
                    """, Parameters.NONE);
            var database = slow.store().database();
            var impatient = new PostgresTaskList(database, new FilteredReads(database, Duration.ofMillis(1), 1));
            var filter = KatTables.TASKS.condition("status", List.of(), Operator.LIKE, new Text("%x%"));
            var search = new Search(new Scope(null, null, null, null, null, null), filter, 0, 10);

            assertThatExceptionOfType(FilterTooSlow.class)
                    .isThrownBy(() -> impatient.page(search))
                    .satisfies(tooSlow -> assertThat(tooSlow.fault()).endsWith("by status like"));
        }
    }

    private void assertRefused(String fault, String body) {
        var refused = client.post("/tasks", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("Invalid filter(s): ").contains(fault);
    }

    private static String place(Answer refused) {
        return String.join(" ", KatStore.each(refused, "/detail/0/loc", ""));
    }
}
