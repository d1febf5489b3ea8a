package io.ordo.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.bench.demo.Arrival.Group;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class FloodTest {
    private final Flood flood = Flood.of(1);

    @Test
    void theSameSeedGivesTheSameTasks() {
        assertThat(Flood.of(1)).isEqualTo(flood);
        assertThat(Flood.of(2)).isNotEqualTo(flood);
    }

    @Test
    void oneTenantSubmitsManyTasksWithinSecondsAndTheOthersAFewAtATime() {
        assertThat(flood.arrivals()).isSortedAccordingTo(Comparator.comparing(Arrival::at));
        assertThat(flood.arrivals().stream().filter(one -> one.group() == Group.FLOOD))
                .hasSize(Flood.BURST)
                .allMatch(one -> one.tenant().equals(Flood.FLOODER) && isInBurst(one.at()));
        assertThat(flood.arrivals().stream()
                        .filter(one -> one.group() != Group.FLOOD)
                        .map(Arrival::tenant)
                        .distinct())
                .hasSize(9)
                .doesNotContain(Flood.FLOODER);
    }

    private static boolean isInBurst(Duration at) {
        return at.compareTo(Flood.BURST_AT) >= 0 && at.compareTo(Flood.BURST_AT.plus(Flood.BURST_FOR)) <= 0;
    }

    @Test
    void theWorkersCanDoItAllButNotAtOnce() {
        double work = flood.arrivals().stream()
                .mapToDouble(one -> one.length().toMillis() / 1_000.0)
                .sum();
        double last = flood.arrivals().getLast().at().toMillis() / 1_000.0;
        assertThat(work / (Flood.WORKERS * last)).isBetween(0.65, 0.9);
    }

    @Test
    void onlyTheLastQuarterOfTheFloodIsAskedAbout() {
        assertThat(flood.inquired())
                .hasSize(Flood.BURST / 4)
                .allMatch(number -> flood.arrivals().get(number).group() == Group.FLOOD);
    }
}
