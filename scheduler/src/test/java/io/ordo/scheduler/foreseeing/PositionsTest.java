package io.ordo.scheduler.foreseeing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.foreseeing.Lineup.Row;
import io.ordo.scheduler.foreseeing.Positions.Position;
import io.ordo.scheduler.queue.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many stand before a task. */
class PositionsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void aPlaceIsCountedExactlyAmongTheFirst() {
        var positions = new Positions(new Lineup(rows(10, 20, 20, 30), 1, true), PositionsTest::nobody);

        assertThat(positions.of(place(10, 0))).isEqualTo(new Position(1, false));
        assertThat(positions.of(place(20, 2))).isEqualTo(new Position(3, false));
        assertThat(positions.of(place(40, 9))).isEqualTo(new Position(5, false));
    }

    @Test
    void whoWouldStandElsewhereIsNotCountedTwice() {
        var positions = new Positions(new Lineup(rows(10, 20, 30, 40), 1, true), PositionsTest::nobody);

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
}
