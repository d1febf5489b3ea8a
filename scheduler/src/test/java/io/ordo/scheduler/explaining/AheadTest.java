package io.ordo.scheduler.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.explaining.Ahead.Share;
import io.ordo.scheduler.foreseeing.Lineup.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who goes before a task. */
class AheadTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void thoseAheadAreGroupedByTheTenantsWithTheMost() {
        var rows = IntStream.range(0, 28)
                .mapToObj(i -> row(i, "tenant " + (int) Math.sqrt(i), 3, NOON))
                .toList();

        var ahead = Ahead.of(rows, 28, NOON, 99);

        assertThat(ahead.total()).isEqualTo(28);
        assertThat(ahead.byTenant())
                .containsExactly(
                        new Share("tenant 4", 9),
                        new Share("tenant 3", 7),
                        new Share("tenant 2", 5),
                        new Share("tenant 1", 3),
                        new Share("tenant 5", 3));
        assertThat(ahead.otherTenants()).isEqualTo(1);
    }

    @Test
    void thoseAheadAreGroupedByClassAndAge() {
        var rows = List.of(
                row(1, null, 1, NOON.plusSeconds(1)), row(2, "a", 3, NOON), row(3, "a", 3, NOON.minusSeconds(1)));

        var ahead = Ahead.of(rows, 3, NOON, 99);

        assertThat(ahead.byClass()).isEqualTo(Map.of(1, 1, 3, 2));
        assertThat(ahead.byTenant()).containsExactly(new Share("a", 2), new Share(null, 1));
        assertThat(ahead.older()).isEqualTo(2);
        assertThat(ahead.younger()).isEqualTo(1);
    }

    @Test
    void aSampleStandsForAll() {
        var rows = List.of(row(1, "a", 1, NOON), row(2, "a", 3, NOON), row(3, "b", 3, NOON.plusSeconds(1)));

        var ahead = Ahead.of(rows, 30_000, NOON, 99);

        assertThat(ahead.byTenant()).containsExactly(new Share("a", 20_000), new Share("b", 10_000));
        assertThat(ahead.older() + ahead.younger()).isEqualTo(30_000);
    }

    @Test
    void beforeTheFirstStandsNobody() {
        var none = new Ahead(0, List.of(), 0, new TreeMap<>(), 0, 0);

        assertThat(Ahead.of(List.of(), 0, NOON, 99)).isEqualTo(none);
    }

    private static Row row(long rank, @Nullable String tenant, int level, Instant arrival) {
        return new Row(rank, rank, tenant, level, arrival);
    }
}
