package io.ordo.worker.execution;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads the fields of a task's payload. A field that is present with the wrong type or out of range throws
 * {@link BadPayload}; JSON's null counts as absent.
 */
public record Payload(JsonNode json) {

    /** The text of a field; empty when absent. */
    public Optional<String> text(String field) {
        return field(field).map(value -> {
            check(value.isString(), field, "must be a text");
            return value.getStringValue();
        });
    }

    /**
     * The text of a field which must hold more than blanks, or else the payload is refused with the message.
     */
    public String requiredText(String field, String otherwise) {
        return text(field).filter(text -> !text.isBlank()).orElseThrow(() -> new BadPayload(otherwise));
    }

    /** The whole number of a field, or its default when absent; never above {@code max}. */
    public int integer(String field, int otherwise, int max) {
        int number = field(field).map(value -> exactInteger(field, value)).orElse(otherwise);
        check(number <= max, field, "is " + number + "; the most allowed is " + max);
        return number;
    }

    private static int exactInteger(String field, JsonNode value) {
        check(value.isNumber(), field, "must be a whole number");
        try {
            return new BigDecimal(value.coerceStringValue()).intValueExact();
        } catch (ArithmeticException _) {
            throw bad(field, "must be a whole number of at most 32 bits");
        }
    }

    /** The finite numbers of an array field, or the default when absent; at most {@code max} of them. */
    public double[] numbers(String field, double[] otherwise, int max) {
        return field(field).map(value -> numbers(field, value, max)).orElse(otherwise);
    }

    private static double[] numbers(String field, JsonNode array, int max) {
        check(array.isArray(), field, "must be an array of numbers");
        check(array.size() <= max, field, "holds " + array.size() + " numbers; the most allowed is " + max);
        double[] numbers = new double[array.size()];
        int index = 0;
        for (JsonNode value : array.values()) {
            boolean finite = value.isNumber() && Double.isFinite(value.getDoubleValue());
            check(finite, field, "must hold numbers only; item " + index + " is none");
            numbers[index++] = value.getDoubleValue();
        }
        return numbers;
    }

    private Optional<JsonNode> field(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
    }

    private static void check(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw bad(field, otherwise);
        }
    }

    private static BadPayload bad(String field, String problem) {
        return new BadPayload("\"" + field + "\" " + problem);
    }
}
