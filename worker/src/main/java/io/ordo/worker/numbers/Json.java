package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers and trees as the answers show them. */
final class Json {
    private static final int DECIMALS = 4;

    private Json() {}

    /** The tree on one line. */
    static String text(JsonNode tree) {
        try {
            return ObjectMapper.getDefault().writeValueAsString(tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A tree in memory could not be written", impossible);
        }
    }

    /** A finite number rounded to 4 decimals; a whole one is written as such. */
    static JsonNode rounded(double number) {
        BigDecimal rounded = new BigDecimal(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        boolean whole = rounded.stripTrailingZeros().scale() <= 0 && Math.abs(number) < Long.MAX_VALUE;
        return whole
                ? JsonNode.createNumberNode(rounded.longValue())
                : JsonNode.createNumberNode(rounded.doubleValue());
    }
}
