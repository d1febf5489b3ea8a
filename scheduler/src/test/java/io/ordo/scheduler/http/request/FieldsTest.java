package io.ordo.scheduler.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.ordo.scheduler.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final Json JSON = new Json(ObjectMapper.getDefault(), new Limits(10_000, 10_000));

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'x': null}"})
    void whatIsAbsentOrNullIsNull(String body) {
        var fields = fields(body);
        assertThat(fields.text("x", 1, 5)).isNull();
        assertThat(fields.integer("x", 1, 5)).isNull();
        assertThat(fields.decimal("x", 1, 5)).isNull();
        assertThat(fields.bool("x")).isNull();
        assertThat(fields.id("x")).isNull();
        assertThat(fields.duration("x", Duration.ZERO, Duration.ofDays(1))).isNull();
        assertThat(fields.object("x")).isNull();
        assertThat(fields.any("x")).isNull();
        assertThat(fields.log("x")).isNull();
        fields.check();
    }

    @Test
    void nullIsToldApartFromAbsent() {
        assertThat(fields("{'x': null}").isNull("x")).isTrue();
        assertThat(fields("{'x': null}").has("x")).isTrue();
        assertThat(fields("{}").isNull("x")).isFalse();
        assertThat(fields("{}").has("x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'x': null}"})
    void aRequiredFieldMustBeThereAndNotNull(String body) {
        assertRefused(body, fields -> {
                    fields.require("x");
                    return fields.text("x", 1, 5);
                })
                .isEqualTo("x: This field is required.");
    }

    @ParameterizedTest
    @CsvSource({
        "'{''x'': ''''}', 'Must have 1 to 5 characters, has 0.'",
        "'{''x'': ''sixsix''}', 'Must have 1 to 5 characters, has 6.'",
        "'{''x'': 5}', Must be a text.",
        "'{''x'': {}}', Must be a text.",
        "'{''x'': ''\\u0000''}', Must be valid Unicode text without the character U+0000.",
        "'{''x'': ''\\ud83d''}', Must be valid Unicode text without the character U+0000.",
    })
    void aTextOfTheWrongFormIsRefused(String body, String message) {
        assertRefused(body, fields -> fields.text("x", 1, 5)).isEqualTo("x: " + message);
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "5.0", "50e-1", "1E0"})
    void aWholeNumberMayBeWrittenInAnyForm(String number) {
        assertThat(fields("{'x': " + number + "}").integer("x", 1, 5)).isBetween(1, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Must be 1 to 5.",
        "6, Must be 1 to 5.",
        "1e400, Must be 1 to 5.",
        "1e-401, Must be 1 to 5.",
        "-1e1000000000, Must be 1 to 5.",
        "99999999999999999999, Must be 1 to 5.",
        "1.5, Must be a whole number.",
        "'\"3\"', Must be a number.",
        "true, Must be a number.",
        "[], Must be a number.",
    })
    void aNumberThatIsNotWholeAndInRangeIsRefused(String number, String message) {
        assertRefused("{'x': " + number + "}", fields -> fields.integer("x", 1, 5))
                .isEqualTo("x: " + message);
    }

    @Test
    void anExitCodeMayBeAnyInteger() {
        assertThat(fields("{'x': -2147483648}").integer("x", Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isEqualTo(Integer.MIN_VALUE);
        assertRefused("{'x': 2147483648}", fields -> fields.integer("x", Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isEqualTo("x: Must be -2147483648 to 2147483647.");
    }

    @Test
    void aFenceIsRead() {
        assertThat(fields("{'x': 9007199254740992}").fence("x")).isEqualTo(9_007_199_254_740_992L);
        assertRefused("{'x': -1}", fields -> fields.fence("x")).isEqualTo("x: Must be 0 to 9007199254740992.");
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "0.5, PT0.5S", "0.0004, PT0S", "1e1, PT10S", "'\"30s\"', PT30S", "'\"5m\"', PT5M"})
    void aDurationIsSecondsOrAText(String value, Duration duration) {
        assertThat(fields("{'x': " + value + "}").duration("x", Duration.ZERO, Duration.ofHours(1)))
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3601", "0.0001", "-1", "1e10", "-1e300", "1e400", "1e1000000000", "'2h'", "'0s'"})
    void aDurationOutOfRangeIsToldTheRange(String value) {
        assertRefused("{'x': " + value + "}", fields -> fields.duration("x", Duration.ofMillis(1), Duration.ofHours(1)))
                .isEqualTo("x: Must be 0.001 to 3600 seconds.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'soon'", "'30'", "true", "[30]"})
    void whatIsNoDurationIsToldTheForm(String value) {
        assertRefused("{'x': " + value + "}", fields -> fields.duration("x", Duration.ZERO, Duration.ofHours(1)))
                .isEqualTo("x: Must be seconds as a number, or a text such as 30s, 5m, 1h or 1d.");
    }

    @Test
    void aWordStandsForSomethingOrIsToldTheChoices() {
        Function<String, @Nullable Integer> reader = word -> word.equals("two") ? 2 : null;
        assertThat(fields("{'x': 'two'}").oneOf("x", reader, "two")).isEqualTo(2);
        assertRefused("{'x': 'three'}", fields -> fields.oneOf("x", reader, "two"))
                .isEqualTo("x: Must be one of two.");
    }

    @Test
    void otherKindsAreToldTheirKind() {
        assertRefused("{'x': 1}", fields -> fields.bool("x")).isEqualTo("x: Must be true or false.");
        assertRefused("{'x': []}", fields -> fields.object("x")).isEqualTo("x: Must be an object.");
        assertRefused("{'x': 'y'}", fields -> fields.id("x"))
                .isEqualTo("x: Must be an id such as 0198c1c2-7d3e-7000-8000-000000000000.");
        assertRefused("{'x': {'y': ['\\u0000']}}", fields -> fields.any("x"))
                .isEqualTo("x: Texts in it must be valid Unicode without U+0000, numbers of at most 400 digits.");
    }

    @ParameterizedTest
    @CsvSource({
        "1899-12-31T23:59:59Z, 'Must be from 1900-01-01T00:00:00Z to 9999-12-31T00:00:00Z.'",
        "+10000-01-01T00:00:00Z, 'Must be from 1900-01-01T00:00:00Z to 9999-12-31T00:00:00Z.'",
        "2030-06-01, 'Must be a date and time with its offset, such as 2030-06-01T12:00:00Z.'"
    })
    void anInstantOutOfRangeIsToldTheRangeAndWhatIsNoneTheForm(String text, String message) {
        assertRefused("{'x': '" + text + "'}", fields -> fields.instant("x")).isEqualTo("x: " + message);
        var query = new Query(_ -> text);
        assertThat(query.instant("x")).isNull();
        assertThatThrownBy(query::check).hasMessage("invalid_fields: x: " + message);
    }

    @Test
    void aLogIsNeverRefusedForItsCharacters() {
        assertThat(fields("{'x': 'a\\u0000b'}").log("x")).isEqualTo("a\uFFFDb");
    }

    @Test
    void aFieldWithinIsNamedWithItsPath() {
        assertRefused("{'x': {'y': 9}}", fields -> nested(fields, "x").integer("y", 1, 5))
                .isEqualTo("x.y: Must be 1 to 5.");
    }

    @Test
    void fieldsNobodyAskedForAreRefusedHereAndWithin() {
        assertRefused("{'a': 'b', 'z': 1}", fields -> {
                    fields.text("a", 1, 5);
                    fields.noOthers();
                    return null;
                })
                .isEqualTo("z: Unknown field; known here: a.");
        assertRefused("{'z': 1}", fields -> {
                    fields.noOthers();
                    return null;
                })
                .isEqualTo("z: Unknown field; known here: none.");
        assertRefused("{'a': {'z': 1}}", fields -> {
                    nested(fields, "a").noOthers();
                    return null;
                })
                .startsWith("a.z: Unknown field");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertRefused("{'a': 1, 'b': 'x', 'c': 1}", fields -> {
                    fields.text("a", 1, 5);
                    fields.integer("b", 1, 5);
                    fields.noOthers();
                    return null;
                })
                .isEqualTo("3 fields must be changed; see errors.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'text'", "5", "null"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertRefused(body, fields -> null).isEqualTo("The body must be a JSON object.");
    }

    private static Fields nested(Fields fields, String name) {
        var nested = fields.nested(name);
        assertThat(nested).isNotNull();
        return Objects.requireNonNull(nested);
    }

    private static Fields fields(String body) {
        return Fields.of(body(body.replace('\'', '"')));
    }

    private static AbstractStringAssert<?> assertRefused(String body, Function<Fields, @Nullable Object> read) {
        var fields = fields(body);
        assertThat(read.apply(fields)).isNull();
        var refused = catchThrowableOfType(ProblemException.class, fields::check);
        return assertThat(String.valueOf(refused.getMessage()).replaceFirst("^invalid_fields: ", ""));
    }

    private static JsonNode body(@Nullable String text) {
        return JSON.body(bytes(text));
    }

    private static Optional<byte[]> bytes(@Nullable String text) {
        return Optional.ofNullable(text).map(present -> present.getBytes(StandardCharsets.UTF_8));
    }
}
