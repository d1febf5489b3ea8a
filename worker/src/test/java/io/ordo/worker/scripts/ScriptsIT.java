package io.ordo.worker.scripts;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Executors;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Reason;
import io.ordo.worker.numbers.NumberCrunching;
import io.ordo.worker.process.Children;
import io.ordo.worker.testing.Needs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptsIT {
    private static final Outcome SUCCEEDED = new Outcome.Succeeded(null, 0);

    @TempDir
    private Path temp;

    private final Output log = new Output(10_000);

    @AfterEach
    void noWorkspaceIsLeft() {
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aShellScriptSucceedsWithWhatItPrinted() throws Exception {
        assertThat(execute(aTask().shell("echo hello; echo out of band >&2").build()))
                .isEqualTo(SUCCEEDED);
        assertThat(log.text()).isEqualTo("hello\nout of band\n");
    }

    @Test
    void theConfiguredShellRunsAScriptWhateverItsFirstLine() throws Exception {
        assertThat(execute(aTask().shell("#!/no/such/shell\n[[ a == a ]] && echo bash")
                        .build()))
                .isEqualTo(SUCCEEDED);
        assertThat(log.text()).isEqualTo("bash\n");
    }

    @Test
    void aShellScriptThatFailsTellsExitCodeAndLastLine() throws Exception {
        assertThat(execute(aTask().shell("echo first; echo '  the reason '; echo; exit 3")
                        .build()))
                .isEqualTo(new Outcome.Failed(Reason.EXIT_CODE, "Exit code 3: the reason", 3));
    }

    @Test
    void aScriptThatFailsInSilenceTellsItsExitCode() throws Exception {
        assertThat(execute(aTask().shell("exit 9").build()))
                .isEqualTo(new Outcome.Failed(Reason.EXIT_CODE, "Exit code 9", 9));
    }

    @Test
    void printingWithoutEndFails() throws Exception {
        assertThat(execute(aTask().shell("yes").build()))
                .isEqualTo(Outcome.failed(
                        Reason.OUTPUT_LIMIT, "Printed more than 10000 bytes; the log keeps what came before"));
        assertThat(log.text()).hasSize(10_000);
    }

    @Test
    void nulAndWhatIsNotUtf8AreReplaced() throws Exception {
        execute(aTask().shell("printf 'a\\0b\\377c'").build());

        assertThat(log.text()).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void aMissingScriptIsABadPayload() throws Exception {
        assertThat(execute(aTask().payload("{'type':'shell_script'}").build()))
                .isEqualTo(Outcome.failed(Reason.BAD_PAYLOAD, "No shell script provided in payload"));
    }

    @Test
    void missingCodeIsABadPayloadEvenWithoutPython() throws Exception {
        assertThat(executors(Optional.empty())
                        .execute(
                                aTask().payload("{'type':'python_code','code':' '}")
                                        .build(),
                                log))
                .isEqualTo(Outcome.failed(Reason.BAD_PAYLOAD, "No Python code provided in payload"));
    }

    @Test
    void withoutPythonItsTasksAreUnsupported() throws Exception {
        assertThat(executors(Optional.empty())
                        .execute(aTask().python("print(1)").build(), log))
                .isEqualTo(Outcome.failed(
                        Reason.UNSUPPORTED, "This worker has no Python: set ORDO_WORKER_PYTHON and start it again"));
    }

    @Test
    void pythonCodeSucceedsWithWhatItPrinted() throws Exception {
        Needs.python3();

        assertThat(execute(aTask().python("import sys\nprint('out')\nprint('ö€', file=sys.stderr)")
                        .build()))
                .isEqualTo(SUCCEEDED);
        assertThat(log.text()).isEqualTo("out\nö€\n");
    }

    @Test
    void pythonSeesACleanEnvironmentOnly() throws Exception {
        Needs.python3();

        execute(aTask().python("import os\nprint(' '.join(sorted(os.environ)))").build());

        assertThat(log.text())
                .isEqualTo("HOME LANG ORDO_ATTEMPT ORDO_FENCE ORDO_TASK_ID PATH PYTHONDONTWRITEBYTECODE TMPDIR\n");
    }

    @Test
    void aMissingPythonModuleLeavesItsTracebackInTheLog() throws Exception {
        Needs.python3();

        assertThat(execute(aTask().python("import no_such_module").build()))
                .isEqualTo(new Outcome.Failed(
                        Reason.EXIT_CODE, "Exit code 1: ModuleNotFoundError: No module named 'no_such_module'", 1));
        assertThat(log.text()).startsWith("Traceback (most recent call last):").contains("job.py\", line 1");
    }

    @Test
    void aCustomCalculationIsPython() throws Exception {
        Needs.python3();

        assertThat(execute(aTask().payload("{'type':'number_crunching','operation':'custom_calculation',"
                                + "'code':'print(6 * 7)'}")
                        .build()))
                .isEqualTo(SUCCEEDED);
        assertThat(log.text()).isEqualTo("42\n");
    }

    private Outcome execute(PoppedTask task) throws Exception {
        return executors(Needs.TOOLS.python()).execute(task, log);
    }

    private Executors executors(Optional<Path> interpreter) {
        ScriptRunner runner = new ScriptRunner(new Children(Needs.TOOLS, "/usr/bin:/bin"), temp);
        PythonCode python = new PythonCode(runner, interpreter);
        return new Executors(
                List.of(python, new ShellScript(runner, Needs.TOOLS.shell()), new NumberCrunching(python)));
    }
}
