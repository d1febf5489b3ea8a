package io.ordo.worker;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.api.queue.LeaseKey;
import io.ordo.api.queue.PoppedTask;
import io.ordo.api.queue.SettleBody;
import io.ordo.worker.testing.SchedulerStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole worker against a scheduler that speaks HTTP. Timeouts are for hanging only. */
@Timeout(90)
class WorkerIT {
    private static final String KEY = "a-key-of-16-chars";

    @TempDir
    private Path temp;

    private final SchedulerStub scheduler = new SchedulerStub();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "ORDO_API_KEY", KEY, "ORDO_WORKER_NAME", "the worker", "ORDO_WORKER_PORT", "0", "ORDO_WORKER_DRAIN", "0s"));
    private @Nullable Worker worker;

    @BeforeEach
    void start() {
        settings.put("ORDO_URL", scheduler.url().toString());
        settings.put("ORDO_WORKER_TEMP", temp.toString());
        worker = new Worker(WorkerSettings.from(settings));
        worker.start();
    }

    @AfterEach
    void stop() {
        stopWorker();
        scheduler.close();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aTaskIsPoppedStartedAndSettled() throws Exception {
        PoppedTask task = push(aTask().shell("echo done").build());

        SettleBody body = settled(task);

        assertThat(body).isEqualTo(new SettleBody(7, "succeeded", null, null, null, null, 0, "done\n"));
        assertThat(scheduler.nextCall("start").apiKey()).isEqualTo(KEY);
    }

    @Test
    void aPopAsksForTheFreeSlotsUnderTheWorkersName() throws Exception {
        SchedulerStub.Call atOnce = scheduler.nextCall("pop");
        SchedulerStub.Call parked = scheduler.nextCall("pop");

        assertThat(atOnce.path()).isEqualTo("/api/v1/queues/default/pop");
        assertThat(atOnce.query()).isEqualTo("limit=4&wait=0s&lease=60s&worker=the worker");
        assertThat(parked.query()).isEqualTo("limit=4&wait=30s&lease=60s&worker=the worker");
    }

    @Test
    void aFailureTellsReasonAndExitCode() throws Exception {
        PoppedTask task = push(aTask().shell("echo broken; exit 4").build());

        assertThat(settled(task))
                .isEqualTo(new SettleBody(7, "failed", null, "Exit code 4: broken", "exit_code", true, 4, "broken\n"));
    }

    @Test
    void numbersComeBackAsAResult() throws Exception {
        PoppedTask task = push(aTask().payload("{'type':'number_crunching'}").build());

        assertThat(settled(task).result()).isNotNull();
    }

    @Test
    void workThatTakesTooLongIsKilledAndMayBeTriedAgain() throws Exception {
        PoppedTask task =
                push(aTask().shell("echo begun; sleep 300").timeout(1.5).build());

        assertThat(settled(task))
                .isEqualTo(
                        new SettleBody(7, "failed", null, "Timed out after 1.5 s", "timeout", true, null, "begun\n"));
    }

    @Test
    void noMoreTasksRunAtOnceThanThereAreSlots() throws Exception {
        restartWith("ORDO_WORKER_SLOTS", "1");
        PoppedTask first = push(aTask().shell("sleep 0.2; echo 1").build());
        PoppedTask second = push(aTask().shell("echo 2").build());

        assertThat(scheduler.nextSettled().taskId()).isEqualTo(first.id());
        assertThat(scheduler.nextSettled().taskId()).isEqualTo(second.id());
    }

    @Test
    void aBusyQueueIsNotStarvedByAnEmptyOne() throws Exception {
        settings.put("ORDO_WORKER_QUEUES", "empty,busy");
        restartWith("ORDO_WORKER_SLOTS", "1");
        PoppedTask first = push(aTask().in("busy").shell("echo 1").build());
        assertThat(settled(first).log()).isEqualTo("1\n");
        PoppedTask second = push(aTask().in("empty").shell("echo 2").build());
        assertThat(settled(second).log()).isEqualTo("2\n");
    }

    @Test
    void anOutcomeOutlivesAnOutageOfTheScheduler(@TempDir Path signals) throws Exception {
        PoppedTask task = push(aTask().shell("cd " + signals + "; touch begun; until [ -e go ]; do sleep 0.05; done;"
                        + " echo survived; touch done")
                .build());
        Awaitility.await().until(() -> Files.exists(signals.resolve("begun")));
        scheduler.goDown();
        Files.createFile(signals.resolve("go"));
        Awaitility.await().until(() -> Files.exists(signals.resolve("done")));

        scheduler.goUp();

        assertThat(settled(task).log()).isEqualTo("survived\n");
    }

    @Test
    void aServerErrorIsTriedAgain() throws Exception {
        scheduler.answer("settle", 503);
        PoppedTask task = push(aTask().shell("echo stubborn").build());
        scheduler.nextCall("settle");
        scheduler.nextCall("settle");

        scheduler.answer("settle", 200);

        assertThat(settled(task).log()).isEqualTo("stubborn\n");
    }

    @Test
    void aLogTooLargeIsShortened() throws Exception {
        scheduler.answer("settle", 413);
        PoppedTask task =
                push(aTask().shell("head -c 100000 /dev/zero | tr '\\0' x").build());
        scheduler.nextCall("settle");
        scheduler.answer("settle", 200);

        SettleBody body = settled(task);

        assertThat(body.log()).startsWith("x".repeat(65_536)).endsWith("cut to the first 64 KiB]\n");
    }

    @Test
    void aLostLeaseKillsTheWorkAndNothingIsReported() throws Exception {
        restartWith("ORDO_WORKER_LEASE", "5s");
        PoppedTask lost = push(aTask().shell("sleep 300").build());
        scheduler.nextCall("start");
        scheduler.cancel(lost.id());

        Awaitility.await().until(() -> workspaces() == 0);

        PoppedTask next = push(aTask().shell("true").build());
        assertThat(scheduler.nextSettled().taskId()).isEqualTo(next.id());
    }

    @Test
    void aLeaseThatCannotBeExtendedInTimeKillsTheWork() throws Exception {
        restartWith("ORDO_WORKER_LEASE", "5s");
        scheduler.answer("extend", 503);
        push(aTask().shell("sleep 300").lease(1).build());
        scheduler.nextCall("start");

        Awaitility.await().until(() -> workspaces() == 0);

        assertThat(scheduler.settledSoFar()).isEmpty();
    }

    @Test
    void allLeasesAreExtendedInOneRequest() throws Exception {
        restartWith("ORDO_WORKER_LEASE", "5s");
        PoppedTask one = push(aTask().shell("sleep 300").build());
        PoppedTask two = push(aTask().shell("sleep 300").build());
        scheduler.nextCall("start");
        scheduler.nextCall("start");
        List<LeaseKey> extended = scheduler.nextExtended();

        assertThat(extended).containsExactlyInAnyOrder(new LeaseKey(one.id(), 7), new LeaseKey(two.id(), 7));
    }

    @Test
    void anAttemptWhoseLeaseIsGoneAtItsStartIsNotExecuted() throws Exception {
        scheduler.answer("start", 409);
        push(aTask().shell("echo never").build());
        scheduler.nextCall("start");
        scheduler.answer("start", 200);
        PoppedTask next = push(aTask().shell("echo next").build());

        assertThat(scheduler.nextSettled().taskId()).isEqualTo(next.id());
    }

    @Test
    void stoppingWaitsForRunningWork() throws Exception {
        restartWith("ORDO_WORKER_DRAIN", "30s");
        PoppedTask task = push(aTask().shell("sleep 0.5; echo finished").build());
        scheduler.nextCall("start");

        stopWorker();

        assertThat(scheduler.settledSoFar())
                .extracting(SchedulerStub.Settled::taskId)
                .containsExactly(task.id());
    }

    @Test
    void stoppingKillsWhatOutlastsTheDrainAndGivesItBack() throws Exception {
        PoppedTask task = push(aTask().shell("sleep 300").build());
        scheduler.nextCall("start");

        stopWorker();

        assertThat(scheduler.nextReleased()).isEqualTo(task.id());
        assertThat(scheduler.settledSoFar()).isEmpty();
    }

    @Test
    void aRefusedKeyIsTriedAgain() throws Exception {
        scheduler.answer("pop", 401);
        restartWith("ORDO_WORKER_DRAIN", "0s");
        push(aTask().shell("true").build());
        scheduler.answer("pop", 200);

        assertThat(scheduler.nextSettled().body().outcome()).isEqualTo("succeeded");
    }

    private PoppedTask push(PoppedTask task) {
        scheduler.push(task);
        return task;
    }

    private SettleBody settled(PoppedTask task) throws InterruptedException {
        SchedulerStub.Settled settled = scheduler.nextSettled();
        assertThat(settled.taskId()).isEqualTo(task.id());
        return settled.body();
    }

    /** Ends when the new worker pops: from then on no pop of the old one is served any more. */
    private void restartWith(String name, String value) throws InterruptedException {
        settings.put(name, value);
        settings.put("ORDO_WORKER_NAME", "restarted");
        stopWorker();
        start();
        while (!scheduler.nextCall("pop").query().endsWith("worker=restarted")) {
            assertThat(scheduler.settledSoFar()).isEmpty();
        }
    }

    private void stopWorker() {
        requireNonNull(worker).stop();
        scheduler.dropParkedPops();
    }

    private int workspaces() {
        return requireNonNull(temp.toFile().list()).length;
    }
}
