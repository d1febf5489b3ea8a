package io.ordo.worker.execution;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordo.api.queue.PoppedTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorsTest {
    private final Output log = new Output(10);
    private final Executors executors = new Executors(List.of(new Echo("first"), new Echo("second")));

    /** Prints the payload's text. */
    private record Echo(String type) implements Executor {
        @Override
        public Outcome execute(PoppedTask task, Output log) {
            log.printLine(new Payload(task.payload()).requiredText("text", "No text"));
            return new Outcome.Succeeded(null, null);
        }
    }

    @Test
    void thePayloadsTypeChoosesTheExecutor() throws Exception {
        Outcome outcome = execute("{'type':'second','text':'hello'}");

        assertThat(outcome).isEqualTo(new Outcome.Succeeded(null, null));
        assertThat(log.text()).isEqualTo("hello\n");
    }

    @Test
    void anUnknownTypeIsUnsupportedAndTheKnownOnesAreNamed() throws Exception {
        assertThat(execute("{'type':'third'}"))
                .isEqualTo(Outcome.failed(
                        Reason.UNSUPPORTED,
                        "No executor for the payload type \"third\"; this worker executes first, second"));
    }

    @Test
    void aMissingTypeIsUnsupported() throws Exception {
        assertThat(execute("{}"))
                .isEqualTo(Outcome.failed(
                        Reason.UNSUPPORTED, "The payload has no type; this worker executes first, second"));
    }

    @Test
    void aPayloadThatIsNoObjectHasNoType() throws Exception {
        assertThat(execute("[1]"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void aTypeThatIsNoTextIsABadPayload() throws Exception {
        assertThat(execute("{'type':1}")).isEqualTo(Outcome.failed(Reason.BAD_PAYLOAD, "\"type\" must be a text"));
    }

    @Test
    void aRefusedPayloadFailsWithItsMessage() throws Exception {
        assertThat(execute("{'type':'first'}")).isEqualTo(Outcome.failed(Reason.BAD_PAYLOAD, "No text"));
    }

    @Test
    void printingTooMuchFailsWhateverTheExecutorSays() throws Exception {
        assertThat(execute("{'type':'first','text':'0123456789'}"))
                .isEqualTo(Outcome.failed(
                        Reason.OUTPUT_LIMIT, "Printed more than 10 bytes; the log keeps what came before"));
        assertThat(log.text()).isEqualTo("0123456789");
    }

    @Test
    void twoExecutorsOfATypeAreADefect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Executors(List.of(new Echo("first"), new Echo("first"))));
    }

    private Outcome execute(String payload) throws Exception {
        return executors.execute(aTask().payload(payload).build(), log);
    }
}
