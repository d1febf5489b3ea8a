package io.ordo.scheduler.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.explaining.Ahead.Share;
import io.ordo.scheduler.explaining.Lineup.Row;
import io.ordo.scheduler.explaining.Positions.Position;
import io.ordo.scheduler.queue.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who stands before a task, and how many. */
class CountingTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void aPlaceIsCountedExactlyAmongTheFirst() {
        var positions = new Positions(new Lineup(rows(10, 20, 20, 30), 1, true), CountingTest::nobody);

        assertThat(positions.of(place(10, 0))).isEqualTo(new Position(1, false));
        assertThat(positions.of(place(20, 2))).isEqualTo(new Position(3, false));
        assertThat(positions.of(place(40, 9))).isEqualTo(new Position(5, false));
    }

    @Test
    void whoWouldStandElsewhereIsNotCountedTwice() {
        var positions = new Positions(new Lineup(rows(10, 20, 30, 40), 1, true), CountingTest::nobody);

        assertThat(positions.of(place(20, 1), 5)).isEqualTo(new Position(1, false));
        assertThat(positions.of(place(20, 1), 35)).isEqualTo(new Position(3, false));
        assertThat(positions.of(place(20, 1), 50)).isEqualTo(new Position(4, false));
    }

    @Test
    void beyondTheFirstASampleSpeaksAndNeverOfFewerThanAreKnown() {
        var first = new Lineup(rows(10, 20, 30), 1, false);
        var sample = new Lineup(rows(10, 30, 50, 70), 100, false);

        assertThat(new Positions(first, () -> sample).of(place(60, 9))).isEqualTo(new Position(301, true));
        assertThat(new Positions(first, () -> Lineup.EMPTY).of(place(60, 9))).isEqualTo(new Position(4, true));
        assertThat(new Positions(first, () -> sample).of(place(30, 2))).isEqualTo(new Position(3, false));
    }

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

    private static Lineup nobody() {
        throw new AssertionError("nobody needs a sample");
    }

    private static Place place(long rank, long seq) {
        return new Place(rank, seq, new UUID(0, seq));
    }

    private static List<Row> rows(long... ranks) {
        return LongStream.range(0, ranks.length)
                .mapToObj(seq -> new Row(ranks[(int) seq], seq, "a", 3, NOON))
                .toList();
    }

    private static Row row(long rank, @Nullable String tenant, int level, Instant arrival) {
        return new Row(rank, rank, tenant, level, arrival);
    }
}
