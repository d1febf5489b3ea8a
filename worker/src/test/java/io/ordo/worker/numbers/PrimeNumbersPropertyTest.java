package io.ordo.worker.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.worker.execution.Payload;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PrimeNumbersPropertyTest {

    @Property(tries = 50)
    void theSieveCountsWhatTrialByProbabilityCounts(@ForAll @IntRange(min = -1, max = 3_000) int limit)
            throws InterruptedException {
        Payload payload = new Payload(JsonNode.createObjectNode(Map.of("limit", JsonNode.createNumberNode(limit))));
        long expected = IntStream.rangeClosed(0, limit)
                .filter(number -> BigInteger.valueOf(number).isProbablePrime(50))
                .count();

        JsonNode result = new PrimeNumbers().compute(payload).result();

        assertThat(result.get("total")).isEqualTo(JsonNode.createNumberNode((int) expected));
    }
}
