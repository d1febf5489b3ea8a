package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.StillScheduler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schedules of OpenKAT, listed and searched. There are four: a and b of organisation one, c and d of organisation two,
 * made an hour after each other and due in the order d, c, b; a is not due, and d is disabled.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatScheduleListIT {
    private static final Instant JUNE = Instant.parse("2031-06-01T00:00:00Z");

    private final StillScheduler kat = StillScheduler.on(Servers.newDatabase());
    private Instant start = Instant.EPOCH;
    private String hashOfB = "";

    @BeforeAll
    void make() {
        start = kat.now();
        push("a");
        kat.advance(Duration.ofHours(1));
        hashOfB = create("report", "one", report("b"), 3).text("hash");
        kat.advance(Duration.ofHours(1));
        create("report", "two", report("c"), 2);
        kat.advance(Duration.ofHours(1));
        var boefje = "{\"boefje\": {\"id\": \"d\"}, \"organization\": \"two\", \"dispatches\": []}";
        var d = create("boefje", "two", boefje, 1).text("id");
        kat.patch("/schedules/" + d, "{\"enabled\": false}");
        kat.post("/api/v1/jobs", "{\"name\": \"no schedule\", \"schedule_expr\": \"1d\"}");
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @Test
    void theNewestComeFirst() {
        var all = kat.get("/schedules");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.at("count")).isEqualTo(4);
        assertThat(names(all)).isEqualTo("dcba");
        assertThat(all.at("next")).isNull();
        assertThat(all.at("previous")).isNull();
        assertThat(all.json().get("results"))
                .extracting(results -> results.get(0))
                .isEqualTo(kat.get("/schedules/" + all.text("results.0.id")).json());
    }

    @ParameterizedTest
    @CsvSource({
        "scheduler_id=report, cba",
        "scheduler_id=nope, ''",
        "organisation=one, ba",
        "organisation=two&scheduler_id=report, c",
        "enabled=true, cba",
        "enabled=False, d",
        "min_deadline_at=2031-06-03, cb",
        "max_deadline_at=2031-06-03T00:00:00Z, dc",
        "min_deadline_at=2031-06-03T02:00:00%2B02:00&max_deadline_at=2031-06-03, c",
        "min_deadline_at=2999-01-01, ''",
        "bogus=1&enabled=0, d",
        "scheduler_id=&enabled=, dcba"
    })
    void aListIsNarrowedByItsParameters(String query, String names) {
        assertThat(names(kat.get("/schedules?" + query))).isEqualTo(names);
    }

    @Test
    void aListIsNarrowedByHashAndTimeOfCreation() {
        assertThat(names(kat.get("/schedules?schedule_hash=" + hashOfB))).isEqualTo("b");
        assertThat(names(created(1, 2))).isEqualTo("cb");
        assertThat(names(kat.get("/schedules?min_created_at=" + start.plusSeconds(7201))))
                .isEqualTo("d");
        assertThat(names(kat.get("/schedules?max_created_at=" + start))).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "deadline_at"})
    void aLeastValueIsNotAboveTheGreatest(String column) {
        var refused = kat.get("/schedules?min_" + column + "=2031-01-02&max_" + column + "=2031-01-01");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("detail"))
                .isEqualTo("Bad request error occurred: min_" + column + " must be less than max_" + column);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=abc, int_parsing",
        "offset=-1, greater_than_equal",
        "enabled=perhaps, bool_parsing",
        "min_created_at=yesterday, datetime_from_date_parsing",
        "max_deadline_at=2031-13-01, datetime_from_date_parsing"
    })
    void aValueThatIsNotUnderstoodIsRefused(String query, String type) {
        var refused = kat.get("/schedules?" + query);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("detail.0.type")).isEqualTo(type);
        assertThat(refused.at("detail.0.loc.0")).isEqualTo("query");
        assertThat(refused.at("detail.0.loc.1")).isEqualTo(query.replaceFirst("=.*", ""));
    }

    @Test
    void pagesLeadToTheirNeighboursAndKeepWhatWasAsked() {
        var first = kat.get("/schedules?limit=2&bogus=1");
        assertThat(names(first)).isEqualTo("dc");
        assertThat(first.at("count")).isEqualTo(4);
        assertThat(first.at("previous")).isNull();
        assertThat(first.text("next")).startsWith(kat.scheduler().url()).contains("bogus=1");

        var second = follow(first.text("next"));
        assertThat(names(second)).isEqualTo("ba");
        assertThat(names(follow(second.text("previous")))).isEqualTo("dc");

        var behindTheEnd = follow(second.text("next"));
        assertThat(names(behindTheEnd)).isEmpty();
        assertThat(behindTheEnd.at("count")).isEqualTo(4);
        assertThat(behindTheEnd.at("next")).isNull();
    }

    @Test
    void aLimitOfNothingCounts() {
        var counted = kat.get("/schedules?limit=0");
        assertThat(counted.at("count")).isEqualTo(4);
        assertThat(names(counted)).isEmpty();
        assertThat(counted.at("next")).isEqualTo(counted.at("previous"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "ba   | {'column': 'organisation', 'operator': '==', 'value': 'one'}",
                "c    | {'column': 'data', 'field': 'report_recipe_id', 'operator': '==', 'value': 'c'}",
                "d    | {'column': 'data', 'field': 'boefje__id', 'operator': 'eq', 'value': 'd'}",
                "d    | {'column': 'deadline_at', 'operator': '<', 'value': '2031-06-03T00:00:00Z'}",
                "a    | {'column': 'deadline_at', 'operator': 'is_null'}",
                "cba  | {'column': 'enabled', 'operator': '==', 'value': true}",
                "a    | {'column': 'schedule', 'operator': 'is', 'value': null}",
                "dcba | {'column': 'hash', 'operator': 'is_not_null'}",
                "a    | {'column': 'tasks', 'field': 'status', 'operator': '==', 'value': 'queued'}"
            })
    void aSearchGivesWhatPassesItsFilter(String names, String condition) {
        var found = search("", "{\"filters\": [" + condition.replace('\'', '"') + "]}");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(names(found)).isEqualTo(names);
    }

    @Test
    void aSearchHasGroupsAndPages() {
        var found = search("?limit=1", """
                {"filters": {
                  "or": [{"column": "organisation", "operator": "==", "value": "two"},
                         {"column": "data", "field": "report_recipe_id", "operator": "==", "value": "b"}],
                  "not": [{"column": "enabled", "operator": "==", "value": false}]}}
                """);
        assertThat(found.at("count")).isEqualTo(2);
        assertThat(names(found)).isEqualTo("c");
        assertThat(found.text("next")).endsWith("/schedules/search?limit=1&offset=1");
    }

    @Test
    void aSearchNeedsAFilterThatIsOne() {
        assertThat(search("", "").status()).isEqualTo(422);
        assertThat(search("", "").at("detail.0.msg")).isEqualTo("Field required");
        assertThat(search("", "{}").status()).isEqualTo(422);
        var refused = search("", "{\"filters\": [{\"column\": \"bogus\", \"operator\": \"==\", \"value\": 1}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("Invalid filter(s): ");
    }

    private Answer created(int least, int most) {
        return kat.get("/schedules?min_created_at="
                + encoded(start.plus(Duration.ofHours(least)).toString()) + "&max_created_at="
                + encoded(start.plus(Duration.ofHours(most)).toString()));
    }

    private Answer search(String query, String body) {
        return kat.post("/schedules/search" + query, body);
    }

    private Answer follow(String address) {
        return kat.get(address.substring(kat.scheduler().url().length()));
    }

    /** The schedules of a page, each by the one letter of what it does. */
    private static String names(Answer page) {
        var names = new StringBuilder();
        IntStream.range(0, 10).takeWhile(i -> page.at("results." + i) != null).forEach(i -> {
            var recipe = page.at("results." + i + ".data.report_recipe_id");
            names.append(recipe == null ? page.text("results." + i + ".data.boefje.id") : recipe);
        });
        return names.toString();
    }

    private void push(String recipe) {
        var pushed = kat.post(
                "/schedulers/report/push",
                "{\"organisation\": \"one\", \"priority\": 1, \"data\": " + report(recipe) + "}");
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    }

    private Answer create(String scheduler, String organisation, String data, int day) {
        var made =
                kat.post("/schedules", """
                {"scheduler_id": "%s", "organisation": "%s", "data": %s, "schedule": "@daily", "deadline_at": "%s"}
                """.formatted(scheduler, organisation, data, JUNE.plus(Duration.ofDays(day))));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String report(String recipe) {
        return "{\"organisation_id\": \"o\", \"report_recipe_id\": \"" + recipe + "\"}";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
