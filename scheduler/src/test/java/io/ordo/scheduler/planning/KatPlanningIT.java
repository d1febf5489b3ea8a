package io.ordo.scheduler.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.StillScheduler;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From OpenKAT's schedules that are due to tasks of their queues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatPlanningIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Servers.DatabaseAddress address = Servers.newDatabase();
    private final StillScheduler kat = StillScheduler.on(address);

    @AfterEach
    void clear() {
        kat.clear();
        kat.database().update("UPDATE queue SET reschedule_after_millis = NULL", Parameters.NONE);
    }

    @AfterAll
    void close() {
        kat.close();
    }

    @Test
    void aDueScheduleMakesATaskWithItsIdentityAndAPriorityAfterThatOfPeople() {
        var schedule = aReport("r", ", \"deadline_at\": \"" + kat.now().plus(HOUR) + "\"");

        kat.advance(HOUR);
        kat.plan();

        var task = pop("report");
        assertThat(task.text("results.0.schedule_id")).isEqualTo(schedule);
        assertThat(task.text("results.0.hash")).isEqualTo("6af20b1d248eca636dacbb8e2917897e");
        assertThat(task.text("results.0.organisation")).isEqualTo("o");
        assertThat(task.text("results.0.priority"))
                .isEqualTo(String.valueOf(kat.now().getEpochSecond()));
        assertThat(task.text("results.0.data.report_recipe_id")).isEqualTo("r");
    }

    @Test
    void aTaskOfABoefjeHasItsOwnIdInItsData() {
        post("""
                {"scheduler_id": "boefje", "organisation": "o", "deadline_at": "2029-12-31",
                 "data": {"boefje": {"id": "b0"}, "input_ooi": "H|i|x", "organization": "o"}}
                """);

        kat.plan();

        var task = pop("boefje");
        assertThat(task.text("results.0.data.id")).isEqualTo(task.text("results.0.id"));
        assertThat(task.text("results.0.data.boefje.id")).isEqualTo("b0");
        assertThat(task.text("results.0.hash")).isEqualTo("d28db9e5009370d1119e45de727ccbf5");
    }

    @Test
    void aScheduleThatFiredIsDueAgainByCron() {
        var schedule = aReport("r", ", \"schedule\": \"0 * * * *\"");
        var first = deadline(schedule);
        kat.advance(HOUR.multipliedBy(3));

        kat.plan();

        assertThat(deadline(schedule)).isEqualTo(first.plus(HOUR.multipliedBy(3)));
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void aScheduleWithoutCronThatFiredStaysEnabledAndIsDueNoMore() {
        var schedule = aReport("r", ", \"deadline_at\": \"" + kat.now() + "\"");

        kat.plan();

        assertThat(kat.get("/schedules/" + schedule).at("deadline_at")).isNull();
        assertThat(kat.get("/schedules/" + schedule).at("enabled")).isEqualTo(true);
    }

    @Test
    void aScheduleWithoutCronIsDueAgainAfterTheTimeItsQueueSays() {
        var schedule = aReport("r", ", \"deadline_at\": \"" + kat.now() + "\"");
        kat.database().update("UPDATE queue SET reschedule_after_millis = 86400000", Parameters.NONE);

        kat.plan();

        assertThat(deadline(schedule)).isEqualTo(kat.now().plus(DAY));
    }

    @Test
    void aScheduleThatIsNotEnabledMakesNoTaskAndKeepsItsDeadline() {
        var due = kat.now().plus(HOUR);
        var schedule = aReport("r", ", \"deadline_at\": \"" + due + "\"");
        kat.patch("/schedules/" + schedule, "{\"enabled\": false}");

        kat.advance(DAY);
        kat.plan();

        assertThat(queued()).isZero();
        assertThat(deadline(schedule)).isEqualTo(due);
        kat.patch("/schedules/" + schedule, "{\"enabled\": true}");
        kat.plan();
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void whatIsQueuedIsNotQueuedASecondTimeAndTheTimeGoesToIt() {
        var schedule = aReport("r", ", \"schedule\": \"0 * * * *\"");
        var task = push("r").text("id");
        kat.advance(HOUR);

        kat.plan();

        assertThat(queued()).isEqualTo(1);
        assertThat(deadline(schedule)).isAfter(kat.now());
        assertThat(occurrences(schedule)).containsExactly(UUID.fromString(task));
    }

    @Test
    void whatIsDispatchedOrRunningIsNotQueuedASecondTimeBeforeItHasEnded() {
        aReport("r", ", \"schedule\": \"0 * * * *\"");
        push("r");
        var task = pop("report").text("results.0.id");
        kat.advance(HOUR);
        kat.plan();
        assertThat(queued()).isZero();

        kat.patch("/tasks/" + task, "{\"status\": \"running\"}");
        kat.advance(HOUR);
        kat.plan();
        assertThat(queued()).isZero();

        kat.patch("/tasks/" + task, "{\"status\": \"completed\"}");
        kat.advance(HOUR);
        kat.plan();
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void aPlannedTimeThatBecameATaskMakesNoSecondOne() {
        var due = kat.now();
        var schedule = aReport("r", ", \"deadline_at\": \"" + due + "\"");
        kat.plan();
        pop("report");
        kat.database().update("DELETE FROM lease", Parameters.NONE);

        kat.patch("/schedules/" + schedule, "{\"deadline_at\": \"" + due + "\"}");
        kat.plan();

        assertThat(queued()).isZero();
        assertThat(occurrences(schedule)).hasSize(1);
    }

    @Test
    void everyDueScheduleOfARoundMakesItsTaskAndTheLongestDueComesFirst() {
        var recipes = IntStream.range(0, 250).mapToObj(i -> "r" + i).toList();
        var start = kat.now();
        recipes.forEach(recipe ->
                aReport(recipe, ", \"deadline_at\": \"" + start.minusSeconds(recipes.indexOf(recipe)) + "\""));

        kat.plan();

        assertThat(queued()).isEqualTo(250);
        var popped = kat.post("/schedulers/report/pop?limit=250", "");
        var order = IntStream.range(0, 250)
                .mapToObj(i -> popped.text("results." + i + ".data.report_recipe_id"))
                .toList();
        assertThat(order).isEqualTo(recipes.reversed());
    }

    @Test
    void whatPeopleAskForComesBeforeWhatIsPlanned() {
        aReport("planned", ", \"deadline_at\": \"" + kat.now() + "\"");
        kat.plan();
        push("asked");

        assertThat(pop("report").at("results.0.data.report_recipe_id")).isEqualTo("asked");
    }

    @Test
    void aScheduleRunsByHandUnlessItsWorkIsUnderWay() {
        var schedule = aReport("r", ", \"schedule\": \"0 * * * *\"");

        assertThat(kat.post("/api/v1/jobs/" + schedule + "/run", "").status()).isEqualTo(202);
        var second = kat.post("/api/v1/jobs/" + schedule + "/run", "");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("code")).isEqualTo("task_queued");
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void schedulersAndClientsAtOnceNeverQueueTheSameTwice() {
        int rounds = 10;
        aReport("r", ", \"schedule\": \"* * * * *\"");
        try (var other = TestScheduler.withoutLoops(address)) {
            for (int round = 0; round < rounds; round++) {
                kat.advance(Duration.ofMinutes(1));
                Race.among(List.of(
                        () -> kat.plan(),
                        () -> other.bean(Planner.class).runOnce(),
                        () -> assertThat(push("r").status()).isIn(201, 409),
                        () -> assertThat(push("r").status()).isIn(201, 409),
                        () -> kat.post("/schedulers/report/pop?limit=1", "")));
                kat.database().update("DELETE FROM lease", Parameters.NONE);
                assertThat(queued()).isLessThanOrEqualTo(1);
            }
        }
    }

    private String aReport(String recipe, String when) {
        return post("""
                {"scheduler_id": "report", "organisation": "o",
                 "data": {"organisation_id": "o", "report_recipe_id": "%s"}%s}
                """.formatted(recipe, when));
    }

    private String post(String body) {
        var made = kat.post("/schedules", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("id");
    }

    private Answer push(String recipe) {
        return kat.post("/schedulers/report/push", """
                {"organisation": "o", "priority": 1,
                 "data": {"organisation_id": "o", "report_recipe_id": "%s"}}
                """.formatted(recipe));
    }

    /** Pops one; its task is at {@code results.0}. */
    private Answer pop(String queue) {
        var popped = kat.post("/schedulers/" + queue + "/pop?limit=1", "");
        assertThat(popped.at("results.1")).as(popped.body()).isNull();
        return popped;
    }

    private Instant deadline(String schedule) {
        return Instant.parse(kat.get("/schedules/" + schedule).text("deadline_at"));
    }

    private int queued() {
        return kat.database()
                .queryOne("SELECT count(*) AS queued FROM ready", Parameters.NONE, row -> row.getInt("queued"))
                .orElseThrow();
    }

    private List<UUID> occurrences(String schedule) {
        return kat.database()
                .query(
                        "SELECT task_id FROM occurrence WHERE job_id = ?",
                        statement -> statement.setObject(1, UUID.fromString(schedule)),
                        row -> Columns.uuid(row, "task_id"));
    }
}
