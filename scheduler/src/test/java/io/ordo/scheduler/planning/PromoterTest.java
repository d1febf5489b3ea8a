package io.ordo.scheduler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.planning.DueTasks.DueTask;
import io.ordo.scheduler.planning.DueTasks.Promoted;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.ranking.Newcomer;
import io.ordo.scheduler.testing.Heard;
import io.ordo.scheduler.testing.Rankings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromoterTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private final List<DueTask> due = new ArrayList<>();
    private final List<Long> ranks = new ArrayList<>();
    private final Heard heard = new Heard();
    private final Promoter promoter = new Promoter(
            (limit, rank) -> {
                var taken = due.stream().limit(limit).toList();
                var ranked = rank.apply(taken);
                ranked.forEach(one -> ranks.add(one.rank()));
                return IntStream.range(0, taken.size())
                        .mapToObj(i -> new Promoted(
                                taken.get(i).newcomer().queue(),
                                new Place(ranked.get(i).rank(), 1, taken.get(i).id()),
                                List.of()))
                        .toList();
            },
            heard,
            Rankings.by(queue -> queue.equals("kat") ? "priority" : "aging"));

    @Test
    void aTaskIsRankedWhenItIsDueByTheRankerOfItsQueue() {
        due.add(task("fair", 2));
        due.add(task("kat", 7));
        promoter.runOnce();
        assertThat(ranks).containsExactly(NOON.plusSeconds(30).getEpochSecond() * 1_000_000, 7L);
    }

    @Test
    void eachQueueThatGainsTasksIsAnnouncedOnce() {
        due.addAll(List.of(task("one", 1), task("one", 1), task("two", 1)));
        promoter.runOnce();
        assertThat(heard.queues()).containsExactlyInAnyOrder("one", "two");
        assertThat(heard.places()).hasSize(3).extracting(Place::rank).containsOnly(NOON.getEpochSecond() * 1_000_000);
    }

    @Test
    void aFullBatchSaysThatThereMayBeMore() {
        assertThat(promoter.runOnce()).isFalse();
        for (int i = 0; i < 501; i++) {
            due.add(task("one", 1));
        }
        assertThat(promoter.runOnce()).isTrue();
    }

    private static DueTask task(String queue, int priority) {
        return new DueTask(
                new UUID(0, 1), new Newcomer(new UUID(0, 1), queue, null, priority, NOON, NOON, null, null, 0, null));
    }
}
