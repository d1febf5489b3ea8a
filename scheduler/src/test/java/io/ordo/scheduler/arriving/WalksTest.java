package io.ordo.scheduler.arriving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.queue.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WalksTest {
    private final CandidatesInMemory rows = new CandidatesInMemory();
    private long time;
    private Duration aStretchTakes = Duration.ZERO;
    private final Walks walks = new Walks(rows, () -> {
        time += aStretchTakes.toNanos();
        return time;
    });

    @Test
    void theBestThatPassAreFoundAtOnce() {
        fill(2);
        var mine = mine(2);
        var next = mine(2);
        mine(2);

        assertThat(find()).containsExactly(mine);
        assertThat(rows.reads()).isEqualTo(1);
        rows.remove(mine);
        assertThat(find()).contains(next);
    }

    @Test
    void whatStandsBehindManyOthersIsFound() {
        fill(100);
        var mine = mine(1);

        assertThat(find()).containsExactly(mine);
    }

    @Test
    void aQueueThatIsThroughIsLookedAtOnce() {
        fill(2);

        assertThat(find()).isEmpty();
        assertThat(rows.reads()).isEqualTo(1);
        assertThat(walks.isUnderWay("q", Filter.NONE)).isFalse();
    }

    @Test
    void aSearchIsNeverLongAndTheNextGoesOn() {
        aStretchTakes = Duration.ofMillis(200);
        fill(60);
        var mine = mine(1);

        int searches = 1;
        var found = find();
        while (found.isEmpty()) {
            assertThat(walks.isUnderWay("q", Filter.NONE)).isTrue();
            searches++;
            found = find();
        }
        assertThat(found).containsExactly(mine);
        assertThat(searches).isBetween(3, 20);
    }

    @Test
    void theBestAreLookedAtByEverySearch() {
        aStretchTakes = Duration.ofSeconds(1);
        fill(60);
        find();
        find();
        var urgent = mine(-1);

        assertThat(find()).containsExactly(urgent);
    }

    @Test
    void aWalkThatFoundSomethingBeginsAgainAfterSeconds() {
        IntStream.range(0, 30).forEach(rows::add);
        mine(100);
        assertThat(find()).hasSize(1);
        var better = mine(10);
        assertThat(find()).doesNotContain(better);

        time += Duration.ofSeconds(6).toNanos();
        find();

        assertThat(find()).containsExactly(better);
    }

    @Test
    void aWalkThatFoundNothingGoesOnHoweverLongItTakes() {
        fill(60);
        var mine = mine(1);
        aStretchTakes = Duration.ofSeconds(10);

        var found = IntStream.range(0, 30).mapToObj(_ -> find()).flatMap(List::stream);

        assertThat(found).contains(mine);
    }

    @Test
    void theFirstIsLookedForOneStretchAtATime() {
        fill(9);
        var mine = mine(1);

        assertThat(walks.first("q", Filter.NONE)).isEmpty();
        assertThat(rows.reads()).isEqualTo(2);
        assertThat(IntStream.range(0, 3).mapToObj(_ -> walks.first("q", Filter.NONE)))
                .contains(Optional.of(mine));
    }

    @Test
    void aWalkGoesOnWhereItIsTold() {
        fill(60);
        var mine = mine(1);

        walks.goOnAt("q", Filter.NONE, mine);

        assertThat(find()).containsExactly(mine);
        assertThat(rows.reads()).isEqualTo(2);
    }

    @Test
    void whoAsksMeanwhileIsAnsweredTogether() throws Exception {
        var began = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new Slow(began, goOn);
        var shared = new Walks(slow, System::nanoTime);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> shared.find("q", Filter.NONE));
            began.await();
            var asking = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> shared.find("q", Filter.NONE)))
                    .toList();
            await().until(() -> shared.waiting("q", Filter.NONE) == 20);
            goOn.countDown();

            assertThat(first.get()).isEmpty();
            for (Future<List<Place>> one : asking) {
                assertThat(one.get()).isEmpty();
            }
        }
        assertThat(slow.searches).isEqualTo(2);
    }

    @Test
    void aFailureIsToldToWhoAsked() {
        Candidates broken = new Candidates() {
            @Override
            public List<Place> after(String queue, @Nullable Place after, int limit) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Stretch matching(String queue, Filter filter, @Nullable Place after) {
                throw new FilterRefused("no path");
            }
        };

        assertThatThrownBy(() -> new Walks(broken, System::nanoTime).find("q", Filter.NONE))
                .isInstanceOf(FilterRefused.class);
    }

    private List<Place> find() {
        return walks.find("q", Filter.NONE);
    }

    private void fill(int places) {
        IntStream.range(0, places).forEach(_ -> rows.add(0));
    }

    private Place mine(long rank) {
        var place = rows.add(rank);
        rows.mark(place);
        return place;
    }

    /** The first search waits for a sign. */
    private static final class Slow implements Candidates {
        private final CountDownLatch began;
        private final CountDownLatch goOn;
        private int searches;

        Slow(CountDownLatch began, CountDownLatch goOn) {
            this.began = began;
            this.goOn = goOn;
        }

        @Override
        public List<Place> after(String queue, @Nullable Place after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stretch matching(String queue, Filter filter, @Nullable Place after) {
            searches++;
            began.countDown();
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return new Stretch(List.of(), null);
        }
    }
}
