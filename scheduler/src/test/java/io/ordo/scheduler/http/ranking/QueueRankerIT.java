package io.ordo.scheduler.http.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.catalog.Rankers;
import io.ordo.ranker.factor.Factors;
import io.ordo.scheduler.choosing.KnownShadows;
import io.ordo.scheduler.choosing.ShadowRanks;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rankers of queues as those see them who choose and try them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueRankerIT {
    private static final String NIGHTLY = """
            {"name": "nightly", "bound": "1h", "factors": [
              {"factor": "class", "parameters": {"class_4": "30m", "class_5": "1h"}}, {"factor": "retry"}]}
            """;

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler scheduler = TestScheduler.withoutLoops(database);
    private final TestScheduler other = TestScheduler.withoutLoops(database);
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
        other.close();
    }

    @Test
    void everyRankerAndEveryFactorIsListedWithAllItsParameters() {
        var all = api.get("/api/v1/rankers");

        assertThat(all.status()).isEqualTo(200);
        assertThat(all.size("rankers")).isEqualTo(Rankers.names().size());
        assertThat(all.size("factors")).isEqualTo(Factors.ALL.size());
        for (int i = 0; i < all.size("rankers"); i++) {
            assertThat(all.text("rankers." + i + ".purpose")).endsWith(".");
        }
        assertThat(all.body())
                .contains("\"name\":\"priority\"", "\"strict\":true")
                .contains("{\"factor\":\"debt\",\"parameters\":{\"weight\":1.5,\"most\":86400}}");
        assertThat(all.at("factors.0.parameters.0.name")).isEqualTo("class_2");
        assertThat(all.at("factors.0.parameters.0.kind")).isEqualTo("duration");
        assertThat(all.at("factors.0.parameters.0.default_value")).isEqualTo(30);
        assertThat(all.text("factors.0.parameters.0.allowed")).contains("seconds from");
    }

    @Test
    void aChosenRankerRanksAndTheChoiceIsKeptWithWhoAndWhy() {
        var lane = Lane.make(api, "chosen", "\"ranker\": \"aging\"");

        var changed = api.put(lane.path("/ranker"), "{\"ranker\": " + NIGHTLY + ", \"note\": \"nights are long\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.at("ranker.name")).isEqualTo("nightly");
        assertThat(changed.at("ranker.bound")).isEqualTo(3600);
        assertThat(changed.body()).contains("\"class_2\":30,", "\"class_4\":1800,");
        assertThat(changed.at("choices.0.number")).isEqualTo(2);
        assertThat(changed.at("choices.0.note")).isEqualTo("nights are long");
        assertThat(changed.text("choices.0.chosen_by")).isNotBlank();
        assertThat(changed.at("choices.1.name")).isEqualTo("aging");
        assertThat(changed.at("shadow")).isNull();
        assertThat(api.get(lane.path("/ranker")).body()).isEqualTo(changed.body());
        assertThat(other.client().get(lane.path("/ranker")).at("ranker.name")).isEqualTo("nightly");
    }

    @Test
    void choosingWhatAQueueHasChangesNothing() {
        var lane = Lane.make(api, "same", "\"ranker\": \"fifo\"");

        var again = api.put(lane.path("/ranker"), "{\"ranker\": \"fifo\"}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.size("choices")).isOne();
    }

    @Test
    void aQueueThatWasThereBeforeChoicesWereKeptGoesBackToWhatItHad() {
        scheduler.bean(Database.class).update("DELETE FROM ranker_choice WHERE queue = 'report'", Parameters.NONE);
        api.put("/api/v1/queues/report/ranker", "{\"ranker\": \"aging\"}");

        var back = api.post("/api/v1/queues/report/ranker/rollback");

        assertThat(back.at("ranker.name")).isEqualTo("priority");
        assertThat(back.size("choices")).isEqualTo(3);
    }

    @Test
    void aQueueOfTheSameNameHasChosenNothingYet() {
        var lane = Lane.make(api, "again", "\"ranker\": \"fifo\"");
        api.put(lane.path("/ranker"), "{\"ranker\": \"aging\"}");
        api.delete(lane.path(""));
        Lane.make(api, "again", "\"ranker\": \"fair\"");

        assertThat(api.get(lane.path("/ranker")).size("choices")).isOne();
        assertThat(api.post(lane.path("/ranker/rollback")).at("code")).isEqualTo("no_earlier_ranker");
    }

    @Test
    void itDoesSoWhoeverChangedItFirst() {
        scheduler.bean(Database.class).update("DELETE FROM ranker_choice WHERE queue = 'normalizer'", Parameters.NONE);
        api.put("/api/v1/queues/normalizer", "{\"ranker\": \"aging\"}");

        var back = api.post("/api/v1/queues/normalizer/ranker/rollback");

        assertThat(back.at("ranker.name")).isEqualTo("priority");
        assertThat(back.size("choices")).isEqualTo(3);
    }

    @Test
    void aWrongCompositionIsRefusedWithAllThatIsWrong() {
        var lane = Lane.make(api, "refusing", "");

        var refused = api.put(lane.path("/ranker"), """
                {"ranker": {"name": "Bad Name", "factors": [{"factor": "class", "parameters": {"class_9": 1}},
                  {"factor": "nope"}]}, "note": 7}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"code\":\"invalid_fields\"", "\"field\":\"note\"", "\"field\":\"ranker.");
        assertThat(refused.size("errors")).isGreaterThan(2);
        assertThat(api.put(lane.path("/ranker"), "{\"ranker\": \"nope\"}").text("errors.0.message"))
                .contains("balanced");
        assertThat(api.put(lane.path("/ranker"), "{}").at("errors.0.rule")).isEqualTo("required");
        assertThat(api.put("/api/v1/queues/nobody/ranker", "{}").at("code")).isEqualTo("queue_unknown");
    }

    @Test
    void aRollbackReturnsToTheChoiceBeforeAndForthAgain() {
        var lane = Lane.make(api, "back", "\"ranker\": \"fifo\"");
        assertThat(api.post(lane.path("/ranker/rollback")).at("code")).isEqualTo("no_earlier_ranker");
        api.put(lane.path("/ranker"), "{\"ranker\": \"fair\"}");

        var back = api.post(lane.path("/ranker/rollback"));

        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.at("ranker.name")).isEqualTo("fifo");
        assertThat(back.at("choices.0.note")).isEqualTo("back to the choice before");
        assertThat(api.post(lane.path("/ranker/rollback")).at("ranker.name")).isEqualTo("fair");
    }

    @Test
    void aRankerThatEverybodyHasIsItselfWhenItComesBack() {
        var lane = Lane.make(api, "itself", "\"ranker\": \"balanced\"");
        var before = lane.get();
        api.put(lane.path("/ranker"), "{\"ranker\": \"fifo\"}");

        var back = api.post(lane.path("/ranker/rollback"));

        assertThat(back.at("ranker.purpose")).isNotNull();
        assertThat(lane.get().at("ranker")).isEqualTo(before.at("ranker"));
    }

    @Test
    void aShadowIsActivatedInOneCall() {
        var lane = Lane.make(api, "activating", "\"ranker\": \"fifo\"");
        assertThat(api.post(lane.path("/ranker/activate")).at("code")).isEqualTo("no_shadow");
        var same = api.post(lane.path("/ranker/shadow"), "{\"ranker\": \"fifo\"}");
        assertThat(same.at("errors.0.rule")).isEqualTo("same");
        var started = api.post(lane.path("/ranker/shadow"), "{\"ranker\": " + NIGHTLY + "}");
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        assertThat(started.at("shadow.ranker.name")).isEqualTo("nightly");
        assertThat(started.at("shadow.samples")).isEqualTo(0);
        assertThat(started.at("shadow.kendall_tau")).isNull();
        assertThat(started.at("ranker.name")).isEqualTo("fifo");

        var active = api.post(lane.path("/ranker/activate"));

        assertThat(active.at("ranker.name")).isEqualTo("nightly");
        assertThat(active.at("shadow")).isNull();
        assertThat(active.text("choices.0.note")).startsWith("its shadow since ");
        assertThat(api.post(lane.path("/ranker/rollback")).at("ranker.name")).isEqualTo("fifo");
    }

    @Test
    void aShadowEndsByNullOrByDelete() {
        var lane = Lane.make(api, "ending", "\"ranker\": \"fifo\"");
        api.post(lane.path("/ranker/shadow"), "{\"ranker\": \"aging\"}");
        assertThat(api.post(lane.path("/ranker/shadow"), "{\"ranker\": null}").at("shadow"))
                .isNull();
        api.post(lane.path("/ranker/shadow"), "{\"ranker\": \"aging\"}");

        assertThat(api.delete(lane.path("/ranker/shadow")).at("shadow")).isNull();
        assertThat(api.delete(lane.path("/ranker/shadow")).status()).isEqualTo(200);
    }

    @Test
    void aShadowSaysHowDifferentlyItOrdersAndMovesNothing() {
        var lane = Lane.make(api, "shadowed", "\"ranker\": \"fifo\"");
        api.post(lane.path("/ranker/shadow"), "{\"ranker\": \"priority\"}");
        other.bean(KnownShadows.class).runOnce();
        var tasks = IntStream.rangeClosed(1, 5)
                .mapToObj(place -> lane.at(other.client()).task("\"owner_id\": \"a\", \"priority\": " + (6 - place)))
                .toList();
        assertThat(api.get(lane.path("/ranker")).at("shadow.samples")).isEqualTo(0);

        other.bean(KnownShadows.class).runOnce();

        var shown = api.get(lane.path("/ranker"));
        assertThat(shown.at("shadow.samples")).isEqualTo(5);
        assertThat(shown.at("shadow.kendall_tau")).isEqualTo(-1);
        assertThat(shown.at("shadow.moved")).isEqualTo(0.8);
        assertThat(shown.at("shadow.earlier.0.task_id")).isEqualTo(tasks.getLast());
        assertThat(shown.at("shadow.earlier.0.owner_id")).isEqualTo("a");
        assertThat(shown.at("shadow.earlier.0.class_number")).isEqualTo(1);
        assertThat(shown.at("shadow.earlier.0.live_place")).isEqualTo(5);
        assertThat(shown.at("shadow.earlier.0.shadow_place")).isEqualTo(1);
        assertThat(shown.at("shadow.later.0.task_id")).isEqualTo(tasks.getFirst());
        assertThat(tasks).allSatisfy(task -> assertThat(lane.popOne()).isEqualTo(task));
        assertThat(settings("shadowed").ranker().spec().name()).isEqualTo("fifo");
    }

    @Test
    void booksAreKeptForAShadowThatAloneWeighsDebt() {
        var lane = Lane.make(api, "indebted", "\"ranker\": \"fifo\"");
        api.post(lane.path("/ranker/shadow"), "{\"ranker\": \"fair\"}");
        for (int i = 0; i < 5; i++) {
            lane.task("\"owner_id\": \"flood\"");
        }
        var late = lane.task("\"owner_id\": \"late\"");

        scheduler.bean(KnownShadows.class).runOnce();

        var shown = api.get(lane.path("/ranker"));
        assertThat(shown.at("shadow.samples")).isEqualTo(6);
        assertThat(shown.at("shadow.earlier.0.task_id")).isEqualTo(late);
    }

    @Test
    void onlyTheNewestSamplesAreKept() {
        var lane = Lane.make(api, "many", "\"ranker\": \"fifo\"");
        api.post(lane.path("/ranker/shadow"), "{\"ranker\": \"priority\"}");
        scheduler.bean(Database.class).update("""
                INSERT INTO shadow_rank (queue, task_id, class, ranker, rank, shadow, shadow_rank, ranked_at)
                SELECT 'many', gen_random_uuid(), 1, 1, 1, 2, 1, app_now()
                FROM generate_series(1, %d)
                """.formatted(ShadowRanks.MOST + 7), Parameters.NONE);
        lane.task("");

        scheduler.bean(KnownShadows.class).runOnce();

        assertThat(scheduler
                        .bean(Database.class)
                        .queryOne(
                                "SELECT count(*) AS kept FROM shadow_rank WHERE queue = 'many'",
                                Parameters.NONE,
                                row -> row.getInt("kept")))
                .contains(ShadowRanks.MOST);
    }

    private QueueSettings settings(String queue) {
        return scheduler.bean(KnownQueues.class).find(queue).orElseThrow().settings();
    }
}
