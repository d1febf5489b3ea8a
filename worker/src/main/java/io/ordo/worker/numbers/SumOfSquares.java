package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;
import io.ordo.worker.execution.Payload;
import java.util.Map;
import java.util.stream.LongStream;

/** What is computed when the payload names no operation. */
final class SumOfSquares implements Operation {

    @Override
    public String name() {
        return "";
    }

    @Override
    public Answer compute(Payload payload) {
        long sum = LongStream.range(0, 1_000).map(number -> number * number).sum();
        return new Answer(
                "Default number crunching completed. Sum of squares 0-999: " + sum,
                JsonNode.createObjectNode(Map.of("sum_of_squares", JsonNode.createNumberNode(sum))));
    }
}
