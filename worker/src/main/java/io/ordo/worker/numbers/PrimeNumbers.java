package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;
import io.ordo.worker.execution.Payload;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The primes up to and including {@code limit}, by the sieve of Eratosthenes. */
final class PrimeNumbers implements Operation {
    private static final int DEFAULT_LIMIT = 100;
    /** One bit each: 6 MB. */
    private static final int MAX_LIMIT = 50_000_000;

    private static final int SHOWN = 10;

    @Override
    public String name() {
        return "prime_numbers";
    }

    @Override
    public Answer compute(Payload payload) throws InterruptedException {
        int limit = payload.integer("limit", DEFAULT_LIMIT, MAX_LIMIT);
        BitSet primes = sieve(Math.max(limit, 1));
        List<Integer> first = primes.stream().limit(SHOWN).boxed().toList();
        int total = primes.cardinality();
        return new Answer(
                "Prime numbers up to " + limit + ": " + first + "... (total: " + total + ")", result(total, first));
    }

    private static BitSet sieve(int limit) throws InterruptedException {
        BitSet primes = new BitSet(limit + 1);
        primes.set(2, Math.max(limit + 1, 2));
        for (int prime = 2; (long) prime * prime <= limit; prime = primes.nextSetBit(prime + 1)) {
            Interruption.check();
            for (int multiple = prime * prime; multiple <= limit; multiple += prime) {
                primes.clear(multiple);
            }
        }
        return primes;
    }

    private static JsonNode result(int total, List<Integer> first) {
        Map<String, JsonNode> result = new LinkedHashMap<>();
        result.put("total", JsonNode.createNumberNode(total));
        result.put(
                "first",
                JsonNode.createArrayNode(
                        first.stream().map(JsonNode::createNumberNode).toList()));
        return JsonNode.createObjectNode(result);
    }
}
