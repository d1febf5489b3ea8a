package io.ordo.scheduler.http.value;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;

/**
 * What the database can keep: Unicode text without U+0000 and without halves of surrogate pairs, and numbers a double
 * can hold in size, because {@code 1e131000} is six characters here and 131 001 there.
 */
public final class Storable {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LARGEST_SCALE = 400;

    private Storable() {}

    public static boolean isStorable(String text) {
        return text.codePoints().allMatch(Storable::isStorable);
    }

    public static boolean isStorable(BigDecimal number) {
        return Math.abs(number.scale()) <= LARGEST_SCALE && number.precision() <= LARGEST_SCALE;
    }

    /** Whether every text and number within is storable, names of fields included. */
    public static boolean isStorable(JsonNode node) {
        if (node.isString()) {
            return isStorable(node.getStringValue());
        }
        if (node.isNumber()) {
            return isStorable(node.getBigDecimalValue());
        }
        if (node.isArray()) {
            for (var value : node.values()) {
                if (!isStorable(value)) {
                    return false;
                }
            }
            return true;
        }
        return !node.isObject() || isStorableObject(node);
    }

    /** The text with everything that cannot be kept replaced: for logs, which are never refused. */
    public static String storable(String text) {
        return isStorable(text)
                ? text
                : text.codePoints()
                        .map(point -> isStorable(point) ? point : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isStorableObject(JsonNode object) {
        for (var entry : object.entries()) {
            if (!isStorable(entry.getKey()) || !isStorable(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(int point) {
        return point != 0 && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
