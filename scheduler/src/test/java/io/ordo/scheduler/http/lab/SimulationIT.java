package io.ordo.scheduler.http.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.lab.Lab;
import io.ordo.scheduler.lab.Simulations;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.ManualClock;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Simulations of work that was really done, as those see them who ask for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationIT {
    private static final String SIMULATE = "/api/v1/rankers/simulate";
    private static final String ALL = "/api/v1/simulations";

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler scheduler = TestScheduler.withoutLoops(database);
    private final TestScheduler other = TestScheduler.withoutLoops(database);
    private final Client api = scheduler.client();
    private final ManualClock clock = new ManualClock(scheduler.bean(Database.class));
    private final Instant from = clock.now();
    private final Lane lane = Lane.make(api, "work", "\"ranker\": \"fifo\"");

    @AfterAll
    void stop() {
        scheduler.close();
        other.close();
    }

    @BeforeEach
    void clear() {
        scheduler.clear();
        scheduler.bean(Database.class).update("DELETE FROM simulation", Parameters.NONE);
    }

    @Test
    void anySchedulerTakesASimulationUp() {
        var asked = simulate("\"rankers\": [\"priority\"]");

        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var path = ALL + "/" + asked.text("id");
        assertThat(asked.header("Location")).contains(path);
        assertThat(api.get(path).at("simulation.status")).isEqualTo("queued");
        assertThat(api.get(path).at("result")).isNull();
        assertThat(other.bean(Lab.class).runOnce()).isTrue();
        assertThat(api.get(path).at("simulation.status")).isEqualTo("done");
        assertThat(api.get(path).at("simulation.progress")).isEqualTo(1);
    }

    @Test
    void workThatWasDoneIsReplayedUnderTheRankerItWasDoneUnder() {
        flood();

        var done = done(simulate("\"rankers\": [\"aging\"]"));

        assertThat(done.at("result.attempts")).isEqualTo(6);
        assertThat(done.at("result.ranked_alike")).isEqualTo(6);
        assertThat(done.at("result.truncated")).isEqualTo(false);
        assertThat(done.at("result.calibration.error")).isEqualTo(0);
        assertThat(done.at("result.current.ranker.name")).isEqualTo("fifo");
        assertThat(done.at("result.current.waits.max")).isEqualTo(500);
        assertThat(done.at("result.current.classes.0.class_number")).isEqualTo(1);
        assertThat(done.at("result.current.classes.0.waits.p50")).isEqualTo(500);
        assertThat(done.at("result.current.tenants.0.owner_id")).isEqualTo("flood");
        assertThat(done.at("result.current.most_overtaken")).isNull();
    }

    @Test
    void underAnotherRankerItSaysWhoWouldHaveWaitedLongerAndWhy() {
        var urgent = flood();

        var done = done(simulate("""
                "rankers": ["priority", {"name": "mine", "factors": [{"factor": "class"}]}]
                """));

        assertThat(done.at("simulation.rankers.1.name")).isEqualTo("mine");
        var candidate = "result.candidates.0.";
        assertThat(done.at(candidate + "outcome.classes.0.waits.p50")).isEqualTo(0);
        assertThat(done.at(candidate + "outcome.most_overtaken.owner_id")).isEqualTo("flood");
        assertThat(done.at(candidate + "diff.longer")).isEqualTo(5);
        assertThat(done.at(candidate + "diff.shorter")).isEqualTo(1);
        assertThat(done.at(candidate + "diff.winners.0.task_id")).isEqualTo(urgent);
        assertThat(done.at(candidate + "diff.winners.0.before")).isEqualTo(500);
        assertThat(done.text(candidate + "diff.winners.0.why")).contains("priority 1");
        assertThat(done.text("result.candidates.1.diff.losers.0.why")).contains("class");
    }

    @Test
    void anAttemptThatWasReleasedIsADemandAgainFromThenOn() {
        lane.task("");
        var popped = lane.pop("");
        clock.advance(Duration.ofSeconds(10));
        api.post(
                "/api/v1/tasks/" + popped.text("results.0.id") + "/release",
                "{\"fence\": " + popped.text("results.0.lease.fence") + "}");
        work(Duration.ofSeconds(5));

        var done = done(simulate("\"rankers\": [\"aging\"], \"workers\": 4"));

        assertThat(done.at("result.attempts")).isEqualTo(2);
        assertThat(done.at("result.current.waits.max")).isEqualTo(0);
        assertThat(done.at("simulation.workers")).isEqualTo(4);
    }

    @Test
    void theNewestAttemptsAreTakenAndTheOthersCounted() {
        for (int i = 0; i < 4; i++) {
            lane.task("");
            work(Duration.ofSeconds(1));
        }
        scheduler.bean(Database.class).update("""
                UPDATE attempt
                SET arrived_at = NULL
                WHERE popped_at = (SELECT min(popped_at) FROM attempt)
                """, Parameters.NONE);

        var done = done(simulate("\"rankers\": [\"aging\"], \"limit\": 2"));

        assertThat(done.at("result.attempts")).isEqualTo(2);
        assertThat(done.at("result.truncated")).isEqualTo(true);
        assertThat(done.at("result.left_out")).isEqualTo(1);
    }

    @Test
    void aWindowWithoutWorkHasAnEmptyResult() {
        var done = done(simulate("\"rankers\": [\"aging\"]"));

        assertThat(done.at("result.attempts")).isEqualTo(0);
        assertThat(done.at("result.calibration")).isNull();
    }

    @Test
    void whatIsCancelledIsNotSimulated() {
        var id = simulate("\"rankers\": [\"aging\"]").text("id");

        assertThat(other.client().delete(ALL + "/" + id).status()).isEqualTo(204);

        assertThat(scheduler.bean(Lab.class).runOnce()).isFalse();
        assertThat(api.get(ALL + "/" + id).at("simulation.status")).isEqualTo("cancelled");
        assertThat(api.delete(ALL + "/" + id).at("code")).isEqualTo("simulation_ended");
        assertThat(api.get(ALL + "/nope").at("code")).isEqualTo("simulation_unknown");
    }

    @Test
    void whoeverIsAtItHearsThatItWasCancelled() {
        var id = simulate("\"rankers\": [\"aging\"]").text("id");
        var simulations = scheduler.bean(Simulations.class);
        var taken = simulations.take().orElseThrow();
        assertThat(simulations.beat(taken.id(), 0.5)).isTrue();
        assertThat(api.get(ALL + "/" + id).at("simulation.progress")).isEqualTo(0.5);

        api.delete(ALL + "/" + id);

        assertThat(simulations.beat(taken.id(), 0.6)).isFalse();
        simulations.done(taken.id(), "{}");
        assertThat(api.get(ALL + "/" + id).at("result")).isNull();
    }

    @Test
    void whatASchedulerTookWithItIsLost() {
        var id = simulate("\"rankers\": [\"aging\"]").text("id");
        scheduler.bean(Simulations.class).take();
        clock.advance(Duration.ofSeconds(59));
        other.bean(Lab.class).runOnce();
        assertThat(api.get(ALL + "/" + id).at("simulation.status")).isEqualTo("running");

        clock.advance(Duration.ofSeconds(2));
        other.bean(Lab.class).runOnce();

        assertThat(api.get(ALL + "/" + id).at("simulation.status")).isEqualTo("failed");
        assertThat(api.get(ALL + "/" + id).at("simulation.reason")).isEqualTo("lost");
    }

    @Test
    void onlySoManyWait() {
        for (int i = 0; i < Simulations.MOST_QUEUED; i++) {
            assertThat(simulate("\"rankers\": [\"aging\"]").status()).isEqualTo(202);
        }

        var refused = simulate("\"rankers\": [\"aging\"]");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("code")).isEqualTo("too_many_simulations");
        assertThat(api.get(ALL).size("items")).isEqualTo(Simulations.MOST_QUEUED);
    }

    @Test
    void withoutAWindowItIsTheLastDay() {
        var asked = api.post(SIMULATE, "{\"queue\": \"work\", \"rankers\": [\"aging\"]}");

        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var kept = api.get(ALL + "/" + asked.text("id"));
        assertThat(kept.at("simulation.to")).isEqualTo(clock.now().toString());
        assertThat(kept.at("simulation.from"))
                .isEqualTo(clock.now().minus(Duration.ofDays(1)).toString());
        var ahead = api.post(SIMULATE, """
                {"queue": "work", "rankers": ["aging"], "from": "2999-01-01T00:00:00Z"}
                """);
        assertThat(ahead.at("errors.0.field")).isEqualTo("from");
        assertThat(ahead.text("errors.0.message")).contains("before to");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var refused = api.post(SIMULATE, """
                {"queue": "nope", "rankers": ["aging", "nope", {"name": "x", "factors": [{"factor": "y"}]}],
                 "from": "2030-01-02T00:00:00Z", "to": "2030-01-01T00:00:00Z", "workers": 0, "limit": 200001}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"field\":\"queue\"", "\"field\":\"rankers.1\"", "\"field\":\"rankers.2.factors[0]")
                .contains("\"field\":\"to\"", "\"field\":\"workers\"", "\"field\":\"limit\"");
        assertThat(simulate("\"rankers\": []").at("errors.0.rule")).isEqualTo("count");
        assertThat(simulate("\"rankers\": [null]").at("errors.0.field")).isEqualTo("rankers.0");
    }

    /** Five tasks of a tenant and an urgent one of another, which comes last, are done one after the other. */
    private String flood() {
        for (int i = 0; i < 5; i++) {
            lane.task("\"owner_id\": \"flood\", \"priority\": 5");
        }
        var urgent = lane.task("\"owner_id\": \"late\", \"priority\": 1");
        for (int i = 0; i < 6; i++) {
            work(Duration.ofSeconds(100));
        }
        return urgent;
    }

    /** Does the next task. */
    private void work(Duration time) {
        var popped = lane.pop("");
        clock.advance(time);
        assertThat(lane.settle(popped, "\"outcome\": \"succeeded\"").status()).isEqualTo(200);
    }

    private Answer simulate(String fields) {
        return api.post(
                SIMULATE,
                "{\"queue\": \"work\", \"from\": \"%s\", \"to\": \"%s\", %s}"
                        .formatted(from, clock.now().plusSeconds(1), fields));
    }

    private Answer done(Answer asked) {
        scheduler.bean(Lab.class).runOnce();
        var done = api.get(ALL + "/" + asked.text("id"));
        assertThat(done.at("simulation.status")).as(done.body()).isEqualTo("done");
        return done;
    }
}
