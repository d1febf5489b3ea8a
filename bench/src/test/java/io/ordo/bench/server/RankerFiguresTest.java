package io.ordo.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RankerFiguresTest {
    @Test
    void aLineIsANameAndANumber() {
        assertThat(RankerFigures.read("replay 4.250\nbalanced.urgent 0.424\n"))
                .isEqualTo(Map.of("replay", 4.25, "balanced.urgent", 0.424));
    }

    @Test
    void otherLinesAreLeftOut() {
        assertThat(RankerFigures.read("Picked up options\n\nreplay soon\nreport 6\n"))
                .isEqualTo(Map.of("report", 6.0));
    }
}
