package io.ordo.scheduler.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    void whatIsAbsentOrEmptyIsTheDefault() {
        var query = query("empty", "");
        assertThat(query.integer("x", 7, 1, 9)).isEqualTo(7);
        assertThat(query.integer("empty", 7, 1, 9)).isEqualTo(7);
        assertThat(query.duration("x", Duration.ZERO, LONGEST)).isNull();
        assertThat(query.text("x", 5)).isNull();
        assertThat(query.<String>oneOf("x", word -> word, "any")).isNull();
        query.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "05"})
    void aWholeNumberWithinItsBoundsIsRead(String text) {
        var query = query("x", text);
        assertThat(query.integer("x", 7, 1, 9)).isEqualTo(Integer.parseInt(text));
        query.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "1.0", "many", "99999999999"})
    void anyOtherNumberIsToldTheRange(String text) {
        var query = query("x", text);
        query.integer("x", 7, 1, 9);
        assertThatThrownBy(query::check).hasMessage("invalid_fields: x: Must be a whole number from 1 to 9.");
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "0, PT0S", "0.25, PT0.25S", "30s, PT30S", "0m, PT0S"})
    void aDurationIsSecondsOrAText(String text, Duration duration) {
        var query = query("x", text);
        assertThat(query.duration("x", Duration.ZERO, LONGEST)).isEqualTo(duration);
        query.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "1m", "-1", "0.0001", "1e1", "soon", "9999999999"})
    void anyOtherDurationIsToldTheRangeAndTheForm(String text) {
        var query = query("x", text);
        query.duration("x", Duration.ZERO, LONGEST);
        assertThatThrownBy(query::check)
                .hasMessage("invalid_fields: x: Must be 0 to 30 seconds, as a number or as 30s, 5m, 1h or 1d.");
    }

    @Test
    void aTextIsReadAsItStands() {
        assertThat(query("x", " ü ").text("x", 3)).isEqualTo(" ü ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixsix", "\u0000"})
    void aTextThatIsTooLongOrNotStorableIsRefused(String text) {
        var query = query("x", text);
        assertThat(query.text("x", 5)).isNull();
        assertThatThrownBy(query::check).hasMessage("invalid_fields: x: Must be valid text of at most 5 characters.");
    }

    @Test
    void aWordStandsForSomethingOrIsToldTheChoices() {
        var query = query("x", "three");
        assertThat(query.<Integer>oneOf("x", word -> word.equals("two") ? 2 : null, "one, two"))
                .isNull();
        assertThatThrownBy(query::check).hasMessage("invalid_fields: x: Must be one of one, two.");
    }

    @ParameterizedTest
    @CsvSource({"1, 10, 0", "3, 10, 20", "1000000, 100, 99999900"})
    void aPageBeginsAfterThePagesBeforeIt(int page, int size, int offset) {
        var request = HttpRequest.GET("/");
        request.getParameters().add("page", String.valueOf(page)).add("size", String.valueOf(size));
        var query = new Query(request);
        assertThat(Paging.of(query).offset()).isEqualTo(offset);
        query.check();
    }

    private static Query query(String name, String value) {
        var request = HttpRequest.GET("/");
        request.getParameters().add(name, value);
        return new Query(request);
    }
}
