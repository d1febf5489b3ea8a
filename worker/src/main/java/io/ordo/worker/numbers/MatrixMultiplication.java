package io.ordo.worker.numbers;

import io.micronaut.json.tree.JsonNode;
import io.ordo.worker.execution.BadPayload;
import io.ordo.worker.execution.Payload;
import java.util.LinkedHashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Multiplies two square matrices of random whole numbers from 1 to 10 and tells sum and extremes of the
 * product.
 */
final class MatrixMultiplication implements Operation {
    private static final int DEFAULT_SIZE = 100;
    /** Work grows with the cube: 8 thousand million multiplications, 32 MB. */
    private static final int MAX_SIZE = 2_000;

    private final RandomGenerator random;

    MatrixMultiplication(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String name() {
        return "matrix_multiplication";
    }

    @Override
    public Answer compute(Payload payload) throws InterruptedException {
        int size = payload.integer("size", DEFAULT_SIZE, MAX_SIZE);
        if (size < 1) {
            throw new BadPayload("\"size\" is " + size + "; the least allowed is 1");
        }
        JsonNode result = result(size, product(randomMatrix(size), randomMatrix(size)));
        return new Answer("Matrix multiplication (" + size + "x" + size + "): " + Json.text(result), result);
    }

    private int[][] randomMatrix(int size) {
        int[][] matrix = new int[size][];
        for (int row = 0; row < size; row++) {
            matrix[row] = random.ints(size, 1, 11).toArray();
        }
        return matrix;
    }

    /** The elements of the product, seen but not kept. */
    private static LongSummaryStatistics product(int[][] left, int[][] right) throws InterruptedException {
        LongSummaryStatistics elements = new LongSummaryStatistics();
        for (int[] row : left) {
            Interruption.check();
            for (int element : times(row, right)) {
                elements.accept(element);
            }
        }
        return elements;
    }

    private static int[] times(int[] row, int[][] matrix) {
        int[] product = new int[row.length];
        for (int k = 0; k < row.length; k++) {
            for (int column = 0; column < product.length; column++) {
                product[column] += row[k] * matrix[k][column];
            }
        }
        return product;
    }

    private static JsonNode result(int size, LongSummaryStatistics elements) {
        Map<String, JsonNode> result = new LinkedHashMap<>();
        result.put("size", JsonNode.createNumberNode(size));
        result.put("sum_of_elements", JsonNode.createNumberNode(elements.getSum()));
        result.put("max_element", JsonNode.createNumberNode(elements.getMax()));
        result.put("min_element", JsonNode.createNumberNode(elements.getMin()));
        return JsonNode.createObjectNode(result);
    }
}
