package io.ordo.scheduler.http.request;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Durations;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.http.value.Instants;
import io.ordo.scheduler.http.value.Numbers;
import io.ordo.scheduler.http.value.Storable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and collects everything that is wrong with them, so that one answer names it all.
 * Each reader returns null for a field that is absent or wrong; {@link #check} throws if any was wrong, and must be
 * called before a value is used.
 */
public final class Fields {
    /** Each error names the known fields: an answer must not grow with what nobody asked for. */
    private static final int MOST_UNKNOWN = 20;

    /** What every reader of JSON holds exactly. Fences come from a sequence: no installation ever reaches it. */
    private static final double LARGEST_NATURAL = 1L << 53;

    private static final JsonNode NONE = JsonNode.createObjectNode(Map.of());

    private final String path;
    private final JsonNode object;
    private final List<FieldError> errors;

    /** A list, because a request may bring a thousand objects of a few fields each. */
    private final List<String> known = new ArrayList<>();

    private Fields(String path, JsonNode value, List<FieldError> errors) {
        this.path = path;
        this.object = value.isObject() ? value : NONE;
        this.errors = errors;
    }

    /** The fields of a whole body. */
    public static Fields of(JsonNode body) {
        var fields = new Fields("", body, new ArrayList<>());
        if (!body.isObject()) {
            fields.wrong("", "type", "The body must be a JSON object.");
        }
        return fields;
    }

    /** The fields of an object at a place of a body; what is wrong with them is added to a list others add to. */
    static Fields at(String place, JsonNode object, List<FieldError> errors) {
        if (!object.isObject()) {
            errors.add(new FieldError(place, "type", "Must be a JSON object."));
        }
        return new Fields(place + ".", object, errors);
    }

    /** The fields of each object of an array within; none when it is absent or no array of at most so many. */
    public List<Fields> each(String name, int most) {
        var array = present(name);
        if (array != null && (!array.isArray() || array.size() > most)) {
            wrong(name, "type", "Must be an array of at most " + most + " objects.");
            return List.of();
        }
        return array == null ? List.of() : FieldArray.fields(array, path + name + ".", errors);
    }

    public boolean has(String name) {
        return object.get(name) != null;
    }

    /** Whether the field is there and null. */
    public boolean isNull(String name) {
        known.add(name);
        var value = object.get(name);
        return value != null && value.isNull();
    }

    /** Notes that a field must be there and not be null. */
    public void require(String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            wrong(name, "required", "This field is required.");
        }
    }

    public void wrong(String name, String rule, String message) {
        errors.add(new FieldError(path + name, rule, message));
    }

    public @Nullable String text(String name, int shortest, int longest) {
        var text = presentText(name);
        if (text == null) {
            return null;
        }
        int length = text.length();
        if (length < shortest || length > longest) {
            wrong(name, "length", "Must have " + shortest + " to " + longest + " characters, has " + length + ".");
            return null;
        }
        if (!Storable.isStorable(text)) {
            wrong(name, "format", "Must be valid Unicode text without the character U+0000.");
            return null;
        }
        return text;
    }

    /** A text of any length; what cannot be kept of it is replaced, never refused. */
    public @Nullable String log(String name) {
        var text = presentText(name);
        return text == null ? null : Storable.storable(text);
    }

    /** A text that stands for something; the reader answers null when it stands for nothing. */
    public <T> @Nullable T oneOf(String name, Function<String, @Nullable T> reader, String choices) {
        String text = text(name, 0, 100);
        T value = text == null ? null : reader.apply(text);
        if (text != null && value == null) {
            wrong(name, "choice", "Must be one of " + choices + ".");
        }
        return value;
    }

    public @Nullable Integer integer(String name, int least, int most) {
        var number = whole(name, least, most);
        return number == null ? null : number.intValueExact();
    }

    public @Nullable Long fence(String name) {
        return natural(name);
    }

    /** A whole number from 0 on. */
    public @Nullable Long natural(String name) {
        var number = whole(name, 0, LARGEST_NATURAL);
        return number == null ? null : number.longValueExact();
    }

    public @Nullable Double decimal(String name, double least, double most) {
        var number = number(name, least, most);
        return number == null ? null : number.doubleValue();
    }

    public @Nullable Boolean bool(String name) {
        var value = typed(name, JsonNode::isBoolean, "Must be true or false.");
        return value == null ? null : value.getBooleanValue();
    }

    public @Nullable UUID id(String name) {
        return parsed(name, Ids::parse, "Must be an id such as 0198c1c2-7d3e-7000-8000-000000000000.");
    }

    /** A date and time with its offset, such as {@code 2030-06-01T12:00:00Z}. */
    public @Nullable Instant instant(String name) {
        var instant = parsed(name, Instants::read, Instants.FORM);
        if (instant != null && !Instants.isKept(instant)) {
            wrong(name, "range", Instants.RANGE);
            return null;
        }
        return instant;
    }

    /** Seconds as a number, or a text such as {@code 30s}. */
    public @Nullable Duration duration(String name, Duration least, Duration most) {
        var value = present(name);
        if (value == null) {
            return null;
        }
        var duration = Durations.of(value);
        if (duration.isEmpty()) {
            wrong(name, "type", "Must be seconds as a number, or a text such as 30s, 5m, 1h or 1d.");
            return null;
        }
        if (!Durations.isWithin(duration.get(), least, most)) {
            wrong(name, "range", Durations.range(least, most) + ".");
            return null;
        }
        return duration.get();
    }

    public @Nullable JsonNode object(String name) {
        var value = presentObject(name);
        return value == null ? null : storable(name, value);
    }

    public @Nullable JsonNode any(String name) {
        var value = present(name);
        return value == null ? null : storable(name, value);
    }

    /** The fields of an object within; null when it is absent or no object. */
    public @Nullable Fields nested(String name) {
        var value = presentObject(name);
        return value == null ? null : within(name, value);
    }

    /** The fields of an object that stands under a name, or would. */
    public Fields within(String name, JsonNode value) {
        return new Fields(path + name + ".", value, errors);
    }

    /** Notes every field that nobody asked for. */
    public void noOthers() {
        var unknown = new ArrayList<String>();
        for (var entry : object.entries()) {
            if (!known.contains(entry.getKey())) {
                unknown.add(entry.getKey());
            }
        }
        if (!unknown.isEmpty()) {
            var words = String.join(", ", known.stream().distinct().sorted().toList());
            var message = "Unknown field; known here: " + (words.isEmpty() ? "none" : words) + ".";
            unknown.stream().sorted().limit(MOST_UNKNOWN).forEach(name -> wrong(name, "unknown", message));
        }
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException when anything was wrong
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private <T> @Nullable T parsed(String name, Function<String, Optional<T>> parser, String otherwise) {
        String text = text(name, 0, 100);
        var value = Optional.ofNullable(text).flatMap(parser);
        if (text != null && value.isEmpty()) {
            wrong(name, "format", otherwise);
        }
        return value.orElse(null);
    }

    private @Nullable JsonNode present(String name) {
        known.add(name);
        var value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable JsonNode typed(String name, Predicate<JsonNode> isOfTheType, String otherwise) {
        var value = present(name);
        if (value != null && !isOfTheType.test(value)) {
            wrong(name, "type", otherwise);
            return null;
        }
        return value;
    }

    private @Nullable String presentText(String name) {
        var value = typed(name, JsonNode::isString, "Must be a text.");
        return value == null ? null : value.getStringValue();
    }

    private @Nullable JsonNode presentObject(String name) {
        return typed(name, JsonNode::isObject, "Must be an object.");
    }

    private @Nullable BigDecimal number(String name, double least, double most) {
        var value = typed(name, JsonNode::isNumber, "Must be a number.");
        if (value == null) {
            return null;
        }
        if (!Numbers.isWithin(value.getBigDecimalValue(), least, most)) {
            wrong(name, "range", Numbers.range(least, most));
            return null;
        }
        return value.getBigDecimalValue();
    }

    private @Nullable BigDecimal whole(String name, double least, double most) {
        var number = number(name, least, most);
        if (number != null && number.stripTrailingZeros().scale() > 0) {
            wrong(name, "type", "Must be a whole number.");
            return null;
        }
        return number;
    }

    private @Nullable JsonNode storable(String name, JsonNode value) {
        if (!Storable.isStorable(value)) {
            wrong(name, "format", "Texts in it must be valid Unicode without U+0000, numbers of at most 400 digits.");
            return null;
        }
        return value;
    }
}
