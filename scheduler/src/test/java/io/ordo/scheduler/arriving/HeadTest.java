package io.ordo.scheduler.arriving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.queue.Place;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeadTest {
    private final CandidatesInMemory rows = new CandidatesInMemory();
    private final AtomicLong nanos = new AtomicLong();
    private final Head head = new Head("default", rows, nanos::get);

    @Test
    void theBestPlacesComeFirst() {
        var last = rows.add(9);
        var first = rows.add(-4);
        assertThat(head.take(2)).containsExactly(first, last);
    }

    @Test
    void anEmptyHeadThatKnowsEverythingReadsNothing() {
        assertThat(head.take(5)).isEmpty();
        assertThat(head.take(5)).isEmpty();
        assertThat(rows.reads()).isEqualTo(1);
    }

    @Test
    void aPlaceThatArrivesIsKnownWithoutReading() {
        assertThat(head.take(1)).isEmpty();
        var place = rows.add(3);
        head.arrived(List.of(place));
        assertThat(head.take(1)).containsExactly(place);
        assertThat(rows.reads()).isEqualTo(1);
    }

    @Test
    void whoArrivesAtTheFrontIsTakenFirst() {
        IntStream.range(0, 10).forEach(rows::add);
        assertThat(head.take(1)).hasSize(1);
        var urgent = rows.add(-100);
        head.arrived(List.of(urgent));
        assertThat(head.take(1)).containsExactly(urgent);
    }

    @Test
    void aPlaceThatMovedIsTakenOnce() {
        rows.add(1);
        var before = rows.add(5);
        rows.add(6);
        assertThat(head.take(1)).hasSize(1);
        rows.remove(before);
        var after = new Place(7, before.seq(), before.task());
        head.arrived(List.of(after));
        assertThat(head.take(3)).extracting(Place::rank).containsExactly(6L, 7L);
    }

    @Test
    void whatArrivedElsewhereIsReadFromItsRankOn() {
        rows.add(1);
        rows.add(5);
        assertThat(head.take(1)).hasSize(1);
        var elsewhere = rows.add(2);
        head.arrivedElsewhere(Place.before(2));
        assertThat(head.take(1)).containsExactly(elsewhere);
        assertThat(head.take(2)).extracting(Place::rank).containsExactly(5L);
    }

    @Test
    void aForgottenHeadFindsAgainWhatItGave() {
        var place = rows.add(1);
        assertThat(head.take(1)).containsExactly(place);
        head.forget();
        assertThat(head.take(1)).containsExactly(place);
    }

    @Test
    void whatWaitedStillWaitsWhenTheHeadIsForgotten() {
        assertThat(head.isWaited()).isFalse();
        rows.add(1);
        rows.add(2);
        head.take(1);
        assertThat(head.isWaited()).isTrue();
        head.forget();
        assertThat(head.isWaited()).isTrue();
        head.take(2);
        assertThat(head.isWaited()).isFalse();
        head.forget();
        assertThat(head.isWaited()).isFalse();
        head.arrived(List.of(rows.add(3)));
        assertThat(head.isWaited()).isTrue();
    }

    @Test
    void aQueueThatSeemsEmptyIsLookedAtNowAndThen() {
        assertThat(head.take(1)).isEmpty();
        var untold = rows.add(1);
        nanos.addAndGet(Head.TRUSTED.toNanos());
        assertThat(head.take(1)).isEmpty();
        nanos.addAndGet(1);
        assertThat(head.take(1)).containsExactly(untold);
    }

    @Test
    void whatCouldNotBeReadIsReadTheNextTime() {
        assertThat(head.take(1)).isEmpty();
        var elsewhere = rows.add(2);
        head.arrivedElsewhere(Place.before(2));
        rows.failOnce();
        assertThatThrownBy(() -> head.take(1)).isInstanceOf(IllegalStateException.class);
        assertThat(head.take(1)).containsExactly(elsewhere);
    }

    @Test
    void aDeepQueueIsReadPieceByPiece() {
        IntStream.range(0, 10_000).forEach(rows::add);
        for (int i = 0; i < 10; i++) {
            int from = i * 1_000;
            assertThat(head.take(1_000))
                    .extracting(Place::rank)
                    .startsWith((long) from)
                    .hasSize(1_000);
        }
        assertThat(head.take(1)).isEmpty();
        assertThat(rows.reads()).isLessThan(10);
    }

    /** Whatever arrives, here or elsewhere, and whatever is forgotten: what is given is the best there is. */
    @Property(tries = 200)
    void everyRowIsGivenAndTheBestFirst(@ForAll long seed) {
        var random = new Random(seed);
        var store = new CandidatesInMemory();
        var tested = new Head("default", store, () -> 0);
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    var places = IntStream.range(0, 1 + random.nextInt(40))
                            .mapToObj(_ -> store.add(random.nextInt(1_000)))
                            .toList();
                    tested.arrived(places);
                }
                case 2 -> {
                    var elsewhere = store.add(random.nextInt(1_000));
                    tested.arrivedElsewhere(Place.before(elsewhere.rank()));
                }
                case 3 -> tested.forget();
                default -> {
                    int most = random.nextInt(30);
                    var best = store.rows().stream().limit(most).toList();
                    assertThat(tested.take(most))
                            .as("seed " + seed + ", step " + step)
                            .isEqualTo(best);
                    best.forEach(store::remove);
                }
            }
        }
    }
}
