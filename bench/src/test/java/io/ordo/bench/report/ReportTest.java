package io.ordo.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Measurements measurements = new Measurements();

    @Test
    void aSpreadHoldsTheMiddleOfOddAndEvenNumbers() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0))).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        add(Figure.POP_SINGLE, 20, 10, 60);
        add(Figure.DB_SCHEDULER, 10, 10, 20);

        assertThat(measurements.ratio(Figure.POP_SINGLE, Figure.DB_SCHEDULER)).contains(new Spread(2, 1, 3));
    }

    @Test
    void figuresOfUnequalRoundsAreComparedByTheirMedians() {
        add(Figure.POP_SINGLE, 20, 10);
        add(Figure.DB_SCHEDULER, 10);

        assertThat(measurements
                        .ratio(Figure.POP_SINGLE, Figure.DB_SCHEDULER)
                        .orElseThrow()
                        .median())
                .isCloseTo(1.5, within(1e-9));
    }

    @Test
    void metMissedAndUnmeasuredTargetsSaySo() {
        add(Figure.LATENCY_P50, 1.9);
        add(Figure.LATENCY_P99, 5.1);

        var lines = Markdown.of(report(List.of())).lines().toList();

        assertThat(lines).anyMatch(line -> line.contains("half of them") && line.endsWith("| ≤ 2.00 ms | met |"));
        assertThat(lines).anyMatch(line -> line.contains("99 of 100") && line.endsWith("| **missed** |"));
        assertThat(lines).anyMatch(line -> line.contains("64 workers") && line.endsWith("| not measured |"));
    }

    @Test
    void whatIsShownBesideTheTargetsIsNeitherMetNorMissed() throws JsonProcessingException {
        add(Figure.DISPATCH_KAFKA, 30);
        add(Figure.RELAY_KAFKA, 60);

        var report = report(List.of());

        assertThat(Markdown.of(report).lines())
                .anyMatch(line -> line.contains("| relay: taken") && line.endsWith("| 0.50 (0.50–0.50) |  |  |"));
        assertThat(JsonMapper.builder().build().readTree(Json.of(report)).at("/targets"))
                .anySatisfy(target -> {
                    assertThat(target.at("/reached/median").asDouble()).isEqualTo(0.5);
                    assertThat(target.has("met")).isFalse();
                });
    }

    @Test
    void aMismatchIsSeenFirst() {
        assertThat(Markdown.of(report(List.of("handed out twice"))))
                .contains("**MISMATCH, the run is worthless:** handed");
    }

    @Test
    void theJsonHoldsEveryRoundAndEveryTarget() throws JsonProcessingException {
        add(Figure.POP_SINGLE, 30, 20);
        add(Figure.DB_SCHEDULER, 10, 10);

        var json = JsonMapper.builder().build().readTree(Json.of(report(List.of())));

        assertThat(json.at("/figures/pop_single/rounds/1").asDouble()).isEqualTo(20);
        assertThat(json.at("/targets/0/reached/median").asDouble()).isEqualTo(2.5);
        assertThat(json.at("/targets/0/met").asBoolean()).isTrue();
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/targets")).hasSize(Target.ALL.size());
    }

    private void add(Figure figure, double... values) {
        for (double value : values) {
            measurements.add(figure, value);
        }
    }

    private Report report(List<String> mismatches) {
        return new Report(
                "2030-01-01",
                "abc",
                Map.of("rounds", "3"),
                new Machine("a processor", 2, 24, "Linux", "25", "18.6"),
                List.of(0.5),
                measurements,
                List.of(),
                mismatches);
    }
}
