package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.postgres.admin.PostgresDurations;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Rankings;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.upkeep.Pruner;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What schedulers learn of how long work takes, each and together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class LearningIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DatabaseAddress address = Servers.newDatabase();
    private final TestScheduler scheduler = TestScheduler.withoutLoops(address);
    private final Database database = scheduler.bean(Database.class);
    private final ManualClock clock = new ManualClock(database);
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void whatOneSchedulerLearnsTheOthersHear() {
        Lane.make(api, "heard", "");
        var here = new Scholar("heard");
        var there = new Scholar("heard");
        there.learning.runOnce();
        here.settle("report", 50);
        here.learning.runOnce();
        there.learning.runOnce();
        assertThat(there.expected("report")).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(10));
        there.learning.runOnce();
        assertThat(there.expected("report")).isEqualTo(here.expected("report")).isGreaterThan(MINUTE.dividedBy(2));
    }

    @Test
    void whoStartsKnowsWhatWasLearned() {
        Lane.make(api, "taught", "");
        var here = new Scholar("taught");
        here.settle("report", 50);
        here.learning.runOnce();
        clock.advance(Duration.ofDays(3));
        var there = new Scholar("taught");
        there.learning.runOnce();

        assertThat(there.expected("report")).isEqualTo(here.expected("report"));
    }

    @Test
    void twoWhoLearnOfNewSortsAtOnceLoseNothing() {
        Lane.make(api, "raced", "");
        var scholars = List.of(new Scholar("raced"), new Scholar("raced"));
        for (int round = 0; round < 20; round++) {
            var sort = "sort " + round;
            scholars.forEach(scholar -> scholar.settle(sort, 1));
            Race.among(scholars.stream()
                    .<Runnable>map(scholar -> scholar.learning::runOnce)
                    .toList());
        }

        var kept = new PostgresDurations(database).newest("raced", 100);
        assertThat(IntStream.range(0, 20).mapToObj(round -> kept.get("sort " + round)))
                .allSatisfy(sketch -> assertThat(sketch.size()).isEqualTo(2));
    }

    @Test
    void whatWasPoppedElsewhereIsLearnedWhereItIsSettled() {
        var lane = Lane.make(api, "elsewhere", "\"ranker\": \"shortest\"");
        try (var other = TestScheduler.withoutLoops(address)) {
            for (int i = 0; i < 20; i++) {
                lane.task("\"hash\": \"report\"");
                var popped = lane.pop("");
                clock.advance(MINUTE);
                lane.at(other.client()).settle(popped, "\"outcome\": \"succeeded\"");
            }
            other.bean(Learning.class).runOnce();
        }

        var sketch = Objects.requireNonNull(
                new PostgresDurations(database).newest("elsewhere", 10).get("report"));
        assertThat(sketch.size()).isEqualTo(20);
        assertThat(sketch.quantile(0.5)).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(65));
    }

    @Test
    void sortsNotSeenForNinetyDaysAreForgotten() {
        Lane.make(api, "pruned", "");
        var scholar = new Scholar("pruned");
        scholar.settle("old", 1);
        scholar.learning.runOnce();
        clock.advance(Duration.ofDays(60));
        scholar.settle("new", 1);
        scholar.learning.runOnce();
        clock.advance(Duration.ofDays(31));
        scheduler.bean(Pruner.class).runOnce();

        assertThat(new PostgresDurations(database).newest("pruned", 10)).containsOnlyKeys("new", "");
    }

    @Test
    void whatIsRememberedOfAQueueGoesWithIt() {
        var lane = Lane.make(api, "gone", "");
        lane.task("\"owner_id\": \"a\"");
        lane.end("succeeded");
        assertThat(scheduler.bean(Ranking.class).books()).containsKey("gone");

        assertThat(api.send("DELETE", lane.path(""), "").status()).isEqualTo(204);
        assertThat(scheduler.bean(Ranking.class).books()).doesNotContainKey("gone");
        scheduler.bean(Bookkeeper.class).runOnce();
        scheduler.bean(Learning.class).runOnce();
        assertThat(scheduler.bean(Ranking.class).books()).doesNotContainKey("gone");
        assertThat(database.query("SELECT 1 FROM book WHERE queue = 'gone'", Parameters.NONE, _ -> 1))
                .isEmpty();
    }

    /** A scheduler, as far as it learns of one queue. */
    private final class Scholar {
        private final Books books;
        private final Learning learning;

        Scholar(String queue) {
            var ranking = Rankings.by("shortest");
            books = ranking.of(queue);
            learning = new Learning(ranking, new PostgresDurations(database), database, clock::now);
        }

        void settle(String sort, int times) {
            for (int i = 0; i < times; i++) {
                books.durations.settled(sort, "", MINUTE);
            }
        }

        Duration expected(String sort) {
            return books.durations.expected(sort, null);
        }
    }
}
