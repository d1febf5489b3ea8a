package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;
import io.ordo.worker.execution.BadPayload;
import io.ordo.worker.execution.Payload;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Count, mean, population variance, standard deviation, extremes and sum of {@code data}, to 4 decimals. */
final class Statistics implements Operation {
    private static final int DEFAULT_COUNT = 100;
    /** 8 MB of numbers. */
    private static final int MAX_COUNT = 1_000_000;

    @Override
    public String name() {
        return "statistical_analysis";
    }

    @Override
    public Answer compute(Payload payload) throws InterruptedException {
        double[] zeroTo99 = IntStream.range(0, DEFAULT_COUNT).asDoubleStream().toArray();
        double[] data = payload.numbers("data", zeroTo99, MAX_COUNT);
        if (data.length == 0) {
            throw new BadPayload("\"data\" must hold at least one number");
        }
        JsonNode result = analyse(data);
        return new Answer("Statistical analysis: " + Json.text(result), result);
    }

    private static JsonNode analyse(double[] data) throws InterruptedException {
        DoubleSummaryStatistics summary = DoubleStream.of(data).summaryStatistics();
        Interruption.check();
        double mean = summary.getAverage();
        double variance = DoubleStream.of(data)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElseThrow();
        if (!Double.isFinite(summary.getSum()) || !Double.isFinite(variance)) {
            throw new BadPayload("\"data\" holds numbers too large to be squared and summed");
        }
        return result(summary, variance);
    }

    private static JsonNode result(DoubleSummaryStatistics summary, double variance) {
        Map<String, JsonNode> result = new LinkedHashMap<>();
        result.put("count", JsonNode.createNumberNode(summary.getCount()));
        result.put("mean", Json.rounded(summary.getAverage()));
        result.put("variance", Json.rounded(variance));
        result.put("std_deviation", Json.rounded(Math.sqrt(variance)));
        result.put("min", Json.rounded(summary.getMin()));
        result.put("max", Json.rounded(summary.getMax()));
        result.put("sum", Json.rounded(summary.getSum()));
        return JsonNode.createObjectNode(result);
    }
}
