package io.ordo.scheduler.http.kat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.http.value.Storable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a body and collects everything that is wrong with them, in the words OpenKAT's clients know.
 * Each reader returns null for a field that is absent, null or wrong; {@link #check} throws if any was wrong, and must
 * be called before a value is used.
 */
public final class KatFields {
    /** An answer must not grow with what nobody asked for. */
    private static final int MOST_ISSUES = 50;

    private final JsonNode body;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private KatFields(JsonNode body) {
        this.body = body;
        body.entries().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    }

    /**
     * The fields of a body.
     *
     * @throws KatRefusal 422 when the body is no object
     */
    public static KatFields of(JsonNode body) {
        if (!body.isObject()) {
            throw KatRefusal.invalid(List.of(new Issue(
                    "model_attributes_type",
                    List.of("body"),
                    "Input should be a valid dictionary or object to extract fields from",
                    body)));
        }
        return new KatFields(body);
    }

    /** A text as JSON. */
    public static JsonNode text(String text) {
        return JsonNode.createStringNode(text);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Notes that a field must be there. */
    public void require(String name) {
        if (!values.containsKey(name)) {
            issue("missing", name, "Field required", body);
        }
    }

    /** Notes that a field that is there must not be null; gives back what was read of it. */
    public <T> @Nullable T notNull(String name, @Nullable T read) {
        var value = values.get(name);
        if (value != null && value.isNull()) {
            issue("none_not_allowed", name, "Input should not be null", value);
        }
        return read;
    }

    @Nullable
    public String text(String name, int longest) {
        var value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            issue("string_type", name, "Input should be a valid string", value);
            return null;
        }
        String text = value.getStringValue();
        if (text.length() > longest) {
            issue("string_too_long", name, "String should have at most " + longest + " characters", value);
            return null;
        }
        if (!Storable.isStorable(text)) {
            issue("string_unicode", name, "Input should be a valid string, unable to keep it as unicode", null);
            return null;
        }
        return text;
    }

    /** A whole number, also as {@code 7.0} or {@code "7"}. */
    @Nullable
    public Integer integer(String name) {
        var number = whole(name, BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE));
        return number == null ? null : number.intValueExact();
    }

    /** The number of a lease. */
    @Nullable
    public Long fence(String name) {
        var number = whole(name, BigDecimal.ZERO, BigDecimal.valueOf(Long.MAX_VALUE));
        return number == null ? null : number.longValueExact();
    }

    @Nullable
    public Boolean bool(String name) {
        var value = present(name);
        if (value != null && !value.isBoolean()) {
            issue("bool_type", name, "Input should be a valid boolean", value);
            return null;
        }
        return value == null ? null : value.getBooleanValue();
    }

    /** A date, or a date and time, in UTC where it says no offset. */
    @Nullable
    public Instant instant(String name) {
        var value = present(name);
        if (value == null) {
            return null;
        }
        var instant = value.isString() ? Kind.instant(value.getStringValue()) : Optional.<Instant>empty();
        if (instant.isEmpty()) {
            issue("datetime_from_date_parsing", name, "Input should be a valid datetime or date", value);
        }
        return instant.orElse(null);
    }

    @Nullable
    public UUID id(String name) {
        var value = present(name);
        if (value == null) {
            return null;
        }
        var id = value.isString() ? Ids.parse(value.getStringValue()) : Optional.<UUID>empty();
        if (id.isEmpty()) {
            issue("uuid_parsing", name, "Input should be a valid UUID", value);
        }
        return id.orElse(null);
    }

    @Nullable
    public JsonNode object(String name) {
        var value = present(name);
        if (value != null && !value.isObject()) {
            issue("dict_type", name, "Input should be a valid dictionary", value);
            return null;
        }
        if (value != null && !Storable.isStorable(value)) {
            issue(
                    "value_error",
                    name,
                    "Texts must be valid Unicode without U+0000, numbers of 400 digits at most",
                    null);
            return null;
        }
        return value;
    }

    /** A text that stands for something; the reader answers null when it stands for nothing. */
    public <T> @Nullable T oneOf(String name, Function<String, @Nullable T> reader, String choices) {
        var value = present(name);
        if (value == null) {
            return null;
        }
        T found = value.isString() ? reader.apply(value.getStringValue()) : null;
        if (found == null) {
            issue("enum", name, "Input should be " + choices, value);
        }
        return found;
    }

    /** Notes every field nobody asked for, but for those. */
    public void noOthersBut(Set<String> tolerated) {
        values.forEach((name, value) -> {
            if (!known.contains(name) && !tolerated.contains(name)) {
                issue("extra_forbidden", name, "Extra inputs are not permitted", value);
            }
        });
    }

    /**
     * Ends the reading.
     *
     * @throws KatRefusal 422 when anything was wrong
     */
    public void check() {
        if (!issues.isEmpty()) {
            throw KatRefusal.invalid(issues.stream().limit(MOST_ISSUES).toList());
        }
    }

    private @Nullable BigDecimal whole(String name, BigDecimal least, BigDecimal most) {
        var value = present(name);
        if (value == null) {
            return null;
        }
        var number = number(value);
        if (number == null) {
            issue("int_parsing", name, "Input should be a valid integer", value);
        } else if (number.stripTrailingZeros().scale() > 0) {
            issue(
                    "int_from_float",
                    name,
                    "Input should be a valid integer, got a number with a fractional part",
                    value);
        } else if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            issue("int_parsing_size", name, "Input should be an integer from " + least + " to " + most, value);
        } else {
            return number;
        }
        return null;
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        if (value.isNumber() && Storable.isStorable(value)) {
            return value.getBigDecimalValue();
        }
        return value.isString() && value.getStringValue().matches("[+-]?\\d{1,20}")
                ? new BigDecimal(value.getStringValue())
                : null;
    }

    private @Nullable JsonNode present(String name) {
        known.add(name);
        var value = values.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private void issue(String type, String name, String message, @Nullable JsonNode input) {
        issues.add(new Issue(type, List.of("body", name), message, input));
    }
}
