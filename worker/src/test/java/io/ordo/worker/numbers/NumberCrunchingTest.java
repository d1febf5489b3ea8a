package io.ordo.worker.numbers;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.BadPayload;
import io.ordo.worker.execution.Executor;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Payload;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCrunchingTest {
    private final Output log = new Output(1 << 20);
    private final NumberCrunching crunching = new NumberCrunching(new Code());

    /** Prints the code instead of running it. */
    private static final class Code implements Executor {
        @Override
        public String type() {
            return "code";
        }

        @Override
        public Outcome execute(PoppedTask task, Output log) {
            log.printLine("ran " + new Payload(task.payload()).requiredText("code", "No code"));
            return new Outcome.Succeeded(null, null);
        }
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void tenFibonacciNumbersAreTheDefault() throws Exception {
        JsonNode result = crunch("{'operation':'fibonacci'}");

        assertThat(log.text()).isEqualTo("Fibonacci sequence up to 10: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]\n");
        assertThat(Json.text(result)).isEqualTo("{\"count\":10,\"numbers\":[0,1,1,2,3,5,8,13,21,34],\"last\":\"34\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5})
    void noFibonacciNumbersAreAnEmptyList(int n) throws Exception {
        crunch("{'operation':'fibonacci','n':" + n + "}");

        assertThat(log.text()).isEqualTo("Fibonacci sequence up to " + n + ": []\n");
    }

    @Test
    void fibonacciNumbersBeyond53BitsAreLeftOutOfTheResultExceptTheLastAsText() throws Exception {
        JsonNode result = crunch("{'operation':'fibonacci','n':101}");

        assertThat(field(result, "numbers").size()).isEqualTo(79);
        assertThat(field(result, "last").getStringValue()).isEqualTo("354224848179261915075");
    }

    @ParameterizedTest
    @CsvSource({"10000,1229", "1000,168", "2,1", "1,0", "0,0", "-3,0", "4,2", "49,15"})
    void primesUpToALimitAreCounted(int limit, int total) throws Exception {
        JsonNode result = crunch("{'operation':'prime_numbers','limit':" + limit + "}");

        assertThat(field(result, "total").getIntValue()).isEqualTo(total);
        assertThat(log.text()).endsWith("... (total: " + total + ")\n");
    }

    @Test
    void primesUpTo100AreTheDefaultAndTheFirstTenAreShown() throws Exception {
        JsonNode result = crunch("{'operation':'prime_numbers'}");

        assertThat(log.text())
                .isEqualTo("Prime numbers up to 100: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]... (total: 25)\n");
        assertThat(Json.text(field(result, "first"))).isEqualTo("[2,3,5,7,11,13,17,19,23,29]");
    }

    @Test
    void statisticsOfOneToAThousandAreTheKnownOnes() throws Exception {
        String data =
                IntStream.rangeClosed(1, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        crunch("{'operation':'statistical_analysis','data':[" + data + "]}");

        assertThat(log.text())
                .isEqualTo("Statistical analysis: {\"count\":1000,\"mean\":500.5,\"variance\":83333.25,"
                        + "\"std_deviation\":288.675,\"min\":1,\"max\":1000,\"sum\":500500}\n");
    }

    @Test
    void statisticsOfZeroTo99AreTheDefault() throws Exception {
        JsonNode result = crunch("{'operation':'statistical_analysis'}");

        assertThat(Json.text(result))
                .isEqualTo("{\"count\":100,\"mean\":49.5,\"variance\":833.25,\"std_deviation\":28.8661,"
                        + "\"min\":0,\"max\":99,\"sum\":4950}");
    }

    @Test
    void aMatrixProductStaysWithinTheBoundsOfItsElements() throws Exception {
        JsonNode result = crunch("{'operation':'matrix_multiplication','size':8}");

        assertThat(log.text()).startsWith("Matrix multiplication (8x8): {\"size\":8,\"sum_of_elements\":");
        assertThat(field(result, "min_element").getIntValue()).isGreaterThanOrEqualTo(8);
        assertThat(field(result, "max_element").getIntValue()).isLessThanOrEqualTo(800);
        assertThat(field(result, "sum_of_elements").getIntValue()).isBetween(64 * 8, 64 * 800);
    }

    @Test
    void withoutAnOperationSquaresAreSummed() throws Exception {
        JsonNode result = crunch("{}");

        assertThat(log.text()).isEqualTo("Default number crunching completed. Sum of squares 0-999: 332833500\n");
        assertThat(Json.text(result)).isEqualTo("{\"sum_of_squares\":332833500}");
    }

    @Test
    void aCustomCalculationIsHandedToTheCodeExecutor() throws Exception {
        crunching.execute(task("{'operation':'custom_calculation','code':'print(1)'}"), log);

        assertThat(log.text()).contains("print(1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'operation':'custom_calculation'} | No custom calculation code provided",
                "{'operation':'guess'} | No operation \"guess\": use fibonacci, prime_numbers, matrix_multiplication,"
                        + " statistical_analysis or custom_calculation",
                "{'operation':7} | \"operation\" must be a text",
                "{'operation':'fibonacci','n':10001} | \"n\" is 10001; the most allowed is 10000",
                "{'operation':'fibonacci','n':'5'} | \"n\" must be a whole number",
                "{'operation':'fibonacci','n':1.5} | \"n\" must be a whole number of at most 32 bits",
                "{'operation':'fibonacci','n':1e99} | \"n\" must be a whole number of at most 32 bits",
                "{'operation':'prime_numbers','limit':50000001} | \"limit\" is 50000001; the most allowed is 50000000",
                "{'operation':'matrix_multiplication','size':2001} | \"size\" is 2001; the most allowed is 2000",
                "{'operation':'matrix_multiplication','size':0} | \"size\" is 0; the least allowed is 1",
                "{'operation':'statistical_analysis','data':5} | \"data\" must be an array of numbers",
                "{'operation':'statistical_analysis','data':[]} | \"data\" must hold at least one number",
                "{'operation':'statistical_analysis','data':[1,'2']} | \"data\" must hold numbers only; item 1 is none",
                "{'operation':'statistical_analysis','data':[1e308,1e308]} | \"data\" holds numbers too large to be"
                        + " squared and summed"
            },
            quoteCharacter = '`')
    void aBadPayloadIsRefusedWithWhatToChange(String payload, String message) {
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> crunching.execute(task(payload), log))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'operation':'fibonacci','n':10000}",
                "{'operation':'prime_numbers','limit':50000000}",
                "{'operation':'matrix_multiplication','size':2000}",
                "{'operation':'statistical_analysis'}"
            })
    void anInterruptEndsTheComputation(String payload) {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> crunching.execute(task(payload), log));
        assertThat(log.text()).isEmpty();
    }

    private JsonNode crunch(String payload) throws Exception {
        Outcome outcome = crunching.execute(task(payload), log);
        JsonNode result = ((Outcome.Succeeded) outcome).result();
        return requireNonNull(result);
    }

    private static JsonNode field(JsonNode result, String name) {
        return requireNonNull(result.get(name));
    }

    private static PoppedTask task(String payload) {
        return aTask().payload(payload).build();
    }
}
