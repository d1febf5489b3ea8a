package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;
import io.ordo.worker.execution.Payload;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first {@code n} Fibonacci numbers from 0. Readers of JSON keep whole numbers exactly only up to 2⁵³,
 * and some refuse very long ones: the result holds the numbers up to there, and the last one, however long,
 * as a text.
 */
final class Fibonacci implements Operation {
    private static final int DEFAULT_N = 10;
    /** The sum of all digits grows with the square of n: about 10 MB of text for this many. */
    private static final int MAX_N = 10_000;

    private static final int MAX_BITS_IN_JSON = 53;

    @Override
    public String name() {
        return "fibonacci";
    }

    @Override
    public Answer compute(Payload payload) throws InterruptedException {
        int n = payload.integer("n", DEFAULT_N, MAX_N);
        List<BigInteger> numbers = first(n);
        return new Answer("Fibonacci sequence up to " + n + ": " + numbers, result(numbers));
    }

    private static List<BigInteger> first(int n) throws InterruptedException {
        List<BigInteger> numbers = new ArrayList<>();
        BigInteger current = BigInteger.ZERO;
        BigInteger next = BigInteger.ONE;
        while (numbers.size() < n) {
            Interruption.check();
            numbers.add(current);
            BigInteger sum = current.add(next);
            current = next;
            next = sum;
        }
        return numbers;
    }

    private static JsonNode result(List<BigInteger> numbers) {
        List<JsonNode> exact = numbers.stream()
                .takeWhile(number -> number.bitLength() <= MAX_BITS_IN_JSON)
                .map(JsonNode::createNumberNode)
                .toList();
        Map<String, JsonNode> result = new LinkedHashMap<>();
        result.put("count", JsonNode.createNumberNode(numbers.size()));
        result.put("numbers", JsonNode.createArrayNode(exact));
        if (!numbers.isEmpty()) {
            result.put("last", JsonNode.createStringNode(numbers.getLast().toString()));
        }
        return JsonNode.createObjectNode(result);
    }
}
