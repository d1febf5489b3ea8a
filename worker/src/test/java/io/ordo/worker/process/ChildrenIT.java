package io.ordo.worker.process;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Output;
import io.ordo.worker.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Timeouts are for hanging only: every script that has to be killed would run for minutes. */
@Timeout(60)
class ChildrenIT {
    /**
     * Leaves a child in the session, a daemon born twice, and one in a session of its own; tells when all
     * live.
     */
    private static final String SCATTER = """
            sleep 300 &
            (sleep 300 & )
            setsid sleep 300 &
            setsid sh -c 'sleep 300 & sleep 300' &
            echo scattered
            """;

    @TempDir
    private Path temp;

    private final PoppedTask task = aTask().build();
    private final Output log = new Output(1 << 16);
    private final Children children = new Children(Needs.TOOLS, "/usr/bin:/bin");

    @BeforeAll
    static void needsLinux() {
        Needs.linux();
    }

    @AfterEach
    void nobodySurvives() {
        assertThat(ProcessTable.find(entry -> Marker.of(task).isIn(entry.environ())))
                .isEmpty();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void theExitCodeIsTheChilds() throws Exception {
        assertThat(run("exit 3")).isEqualTo(3);
    }

    @Test
    void outputAndErrorsAreMergedAsPrinted() throws Exception {
        run("echo one; echo two >&2; printf three");

        assertThat(log.text()).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void theEnvironmentIsCleanAndTheVariablesOfTheCommandAreInIt() throws Exception {
        run("tr '\\0' '\\n' < /proc/$$/environ | sed 's/=.*//' | sort");

        assertThat(log.text().lines())
                .containsExactly(
                        "EXTRA", "HOME", "LANG", "ORDO_ATTEMPT", "ORDO_FENCE", "ORDO_TASK_ID", "PATH", "TMPDIR");
    }

    @Test
    void theChildKnowsItsAttempt() throws Exception {
        run("echo $ORDO_TASK_ID $ORDO_ATTEMPT $ORDO_FENCE $PATH $LANG");

        assertThat(log.text()).isEqualTo(task.id() + " 3 7 /usr/bin:/bin C.UTF-8\n");
    }

    @Test
    void theWorkspaceIsItsWorkingDirectoryAndHome() throws Exception {
        run("[ \"$PWD\" = \"$HOME\" ] && [ \"$HOME\" = \"$TMPDIR\" ] && echo same");

        assertThat(log.text()).isEqualTo("same\n");
    }

    @Test
    void thereIsNothingToRead() throws Exception {
        assertThat(run("cat")).isZero();
    }

    @Test
    void itLeadsASessionOfItsOwn() throws Exception {
        run("[ $$ = $(ps -o sid= -p $$) ] && echo leads");

        assertThat(log.text()).isEqualTo("leads\n");
    }

    @Test
    void orphansHoldingThePipeDelayNothingAndDieAfterAGoodEnd() throws Exception {
        assertThat(run(SCATTER + "exit 0")).isZero();

        assertThat(log.text()).isEqualTo("scattered\n");
    }

    @Test
    void anInterruptKillsTheWholeTree() throws Exception {
        FutureTask<Integer> running = onAThread(() -> run(SCATTER + "sleep 300"));
        Awaitility.await().until(() -> log.text().contains("scattered"));

        running.cancel(true);

        Awaitility.await()
                .until(() -> ProcessTable.find(entry -> Marker.of(task).isIn(entry.environ()))
                        .isEmpty());
        Awaitility.await().until(() -> requireNonNull(temp.toFile().list()).length == 0);
    }

    @Test
    void anInterruptDuringTheKillingLeavesNobodyAliveAndIsKept() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", SCATTER + "sleep 300");
        builder.environment().putAll(Marker.of(task).variables());
        Process process = builder.start();
        assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("scattered");

        Thread.currentThread().interrupt();
        new ProcessTree(process.toHandle(), Marker.of(task), false).kill();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ProcessTable.find(entry -> Marker.of(task).isIn(entry.environ())))
                .isEmpty();
    }

    @Test
    void anInterruptedRunEndsWithAnInterruptedException() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run("sleep 300"));
    }

    @Test
    void aFullLogKillsTheChild() throws Exception {
        int exitCode = run("yes");

        assertThat(exitCode).isEqualTo(137);
        assertThat(log.isFull()).isTrue();
        assertThat(log.text()).hasSize(1 << 16).startsWith("y\ny\n");
    }

    @Test
    void everythingPrintedBeforeTheEndIsRead() throws Exception {
        run("head -c 60000 /dev/zero | tr '\\0' x");

        assertThat(log.text()).isEqualTo("x".repeat(60_000));
    }

    @Test
    void aProgramThatIsNotThereIsReported() {
        Children bare = new Children(new Tools(List.of(), false, Needs.TOOLS.shell(), Needs.TOOLS.python()), "/bin");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (Workspace workspace = Workspace.create(temp)) {
                bare.run(new Command(task, workspace, List.of("/no/such/program"), Map.of()), log);
            }
        });
    }

    @Test
    void aChildDiesWithItsWorker() throws Exception {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWorker.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child = Long.parseLong(worker.inputReader(UTF_8).readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        worker.destroyForcibly();

        Awaitility.await()
                .until(() -> ProcessTable.find(entry -> entry.pid() == child).isEmpty());
        try (var left = Files.list(temp)) {
            left.map(Workspace::new).forEach(Workspace::close); // nobody else does, after a kill
        }
    }

    private int run(String script) throws IOException, InterruptedException {
        try (Workspace workspace = Workspace.create(temp)) {
            return children.run(
                    new Command(task, workspace, List.of("/bin/bash", "-c", script), Map.of("EXTRA", "1")), log);
        }
    }

    private static FutureTask<Integer> onAThread(Callable<Integer> work) {
        FutureTask<Integer> running = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(running);
        return running;
    }
}
