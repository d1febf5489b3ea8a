package io.ordo.scheduler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Filter.Related;
import io.ordo.scheduler.filter.Value.Document;
import io.ordo.scheduler.filter.Value.Moment;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.filter.Value.Several;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.filter.Value.Truth;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final UUID SOME_ID = UUID.fromString("04c20198-9a4b-4111-8000-0000000000aa");
    private static final Table TABLE = new Table(
            Map.of(
                    "name", Kind.TEXT,
                    "size", Kind.NUMBER,
                    "on", Kind.TRUTH,
                    "at", Kind.MOMENT,
                    "id", Kind.ID,
                    "state", Kind.WORD,
                    "data", Kind.JSON),
            List.of("open", "shut"),
            Map.of("other", new Table(Map.of("at", Kind.MOMENT, "data", Kind.JSON), List.of(), Map.of())));

    @Test
    void aValueIsReadAsItsColumnHoldsIt() {
        assertThat(equal("name", new Text("x"))).isEqualTo(new Text("x"));
        assertThat(equal("size", new Text("-7.5"))).isEqualTo(new Quantity(new BigDecimal("-7.5")));
        assertThat(equal("on", new Text("true"))).isEqualTo(new Truth(true));
        assertThat(equal("id", new Text(SOME_ID.toString()))).isEqualTo(new Value.Id(SOME_ID));
        assertThat(equal("state", new Text("OPEN"))).isEqualTo(new Text("open"));
        assertThat(equal("data", new Truth(false))).isEqualTo(new Truth(false));
        assertThat(equal("name", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 2026-11-21T00:00:00Z",
        "2026-11-21T09:15, 2026-11-21T09:15:00Z",
        "2026-11-21T09:15:54.056109Z, 2026-11-21T09:15:54.056109Z",
        "2026-11-21T09:15:54.056109+00:00, 2026-11-21T09:15:54.056109Z",
        "2026-11-21 09:15:54+02:00, 2026-11-21T07:15:54Z",
        "2026-11-21t09:15:54z, 2026-11-21T09:15:54Z"
    })
    void aTimeIsReadInEveryFormClientsWrite(String text, Instant instant) {
        assertThat(equal("at", new Text(text))).isEqualTo(new Moment(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "21-11-2026", "2026-13-01", "2026-11-21T25:00:00Z", "+12026-11-21", "1600-01-01"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatExceptionOfType(FilterRefused.class).isThrownBy(() -> equal("at", new Text(text)));
    }

    @Test
    void aRelationLeadsToTheColumnsOfTheOther() {
        var related = TABLE.condition("other", List.of("data", "a", "b"), Operator.EQUAL, new Text("x"));

        assertThat(related)
                .isEqualTo(new Related(
                        "other", new Condition("data", Kind.JSON, List.of("a", "b"), Operator.EQUAL, new Text("x"))));
    }

    @Test
    void whatDoesNotExistIsRefusedByName() {
        assertRefused("there are at, data, id", "nowhere", List.of(), new Text("x"));
        assertRefused("name has no fields", "name", List.of("a"), new Text("x"));
        assertRefused("name one of its columns", "other", List.of(), new Text("x"));
        assertRefused("no such column", "other", List.of("nowhere"), new Text("x"));
        assertRefused("at most 40 levels", "data", Collections.nCopies(41, "a"), new Text("x"));
        assertRefused("at most 10000 characters", "name", List.of(), new Text("x".repeat(10_001)));
    }

    @Test
    void whatDoesNotFitItsColumnIsRefused() {
        assertRefused("compared with texts", "name", List.of(), new Quantity(BigDecimal.ONE));
        assertRefused("compared with numbers", "size", List.of(), new Text("many"));
        assertRefused("compared with UUIDs", "id", List.of(), new Text("1"));
        assertRefused("is one of open, shut", "state", List.of(), new Text("ajar"));
        assertRefused("needs one value", "name", List.of(), new Several(List.of(new Text("x"))));
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void anOperatorRefusesWhatItDoesNotTake(Operator operator) {
        var one = new Text("x");
        var several = new Several(List.of(one));
        var document = new Document("{}");
        switch (operator.takes()) {
            case NOTHING -> assertThat(value(operator, several)).isNull();
            case ONE, TEXT, PATH -> {
                assertRefused(operator, null);
                assertRefused(operator, several);
            }
            case ONE_OR_NOTHING -> assertRefused(operator, several);
            case SEVERAL -> {
                assertRefused(operator, null);
                assertRefused(operator, one);
            }
            case ONE_OR_SEVERAL -> assertRefused(operator, null);
            case DOCUMENT -> {
                assertRefused(operator, one);
                assertThat(value(operator, document)).isEqualTo(document);
            }
        }
    }

    @Test
    void aListIsOfOneTypeAndNeitherEmptyNorEndless() {
        assertThatExceptionOfType(FilterRefused.class).isThrownBy(() -> new Several(List.of()));
        assertThatExceptionOfType(FilterRefused.class)
                .isThrownBy(() -> new Several(List.of(new Text("x"), new Truth(true))));
        assertThatExceptionOfType(FilterRefused.class)
                .isThrownBy(() -> new Several(Collections.nCopies(1_001, new Text("x"))));
    }

    @Test
    void aPatternDoesNotEndInTheMiddle() {
        assertRefused(Operator.LIKE, new Text("50\\"));
        assertThat(value(Operator.LIKE, new Text("50\\\\"))).isEqualTo(new Text("50\\\\"));
    }

    @Test
    void aJsonPathHasNoVariables() {
        for (var path : List.of("$x", "$.a ? (@ == $\"x\")", "$.a ? (@ > $é)")) {
            assertRefused(Operator.PATH_EXISTS, new Text(path));
        }
        for (var path : List.of("$", "$.a", "$[*] ? (@.b == \"$x\")", "$.\"a\\\"$b\"", "$ ? (@ < 5)")) {
            assertThat(value(Operator.PATH_EXISTS, new Text(path))).isEqualTo(new Text(path));
        }
    }

    private static @Nullable Value equal(String column, @Nullable Value value) {
        return condition(TABLE.condition(column, List.of(), Operator.EQUAL, value))
                .value();
    }

    private static @Nullable Value value(Operator operator, Value value) {
        return condition(TABLE.condition("data", List.of(), operator, value)).value();
    }

    private static Condition condition(Filter filter) {
        return filter.conditions().findFirst().orElseThrow();
    }

    private static void assertRefused(Operator operator, @Nullable Value value) {
        assertThatExceptionOfType(FilterRefused.class)
                .isThrownBy(() -> TABLE.condition("data", List.of(), operator, value));
    }

    private static void assertRefused(String fault, String column, List<String> path, Value value) {
        assertThatExceptionOfType(FilterRefused.class)
                .isThrownBy(() -> TABLE.condition(column, path, Operator.EQUAL, value))
                .withMessageContaining(fault);
    }
}
