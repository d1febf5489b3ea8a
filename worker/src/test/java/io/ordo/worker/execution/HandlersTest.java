package io.ordo.worker.execution;

import static io.ordo.worker.testing.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private final Output log = new Output(100);
    private final Executors executors = new Executors(Handlers.found());

    @Test
    void aHandlerOnTheClassPathDoesTheWorkOfItsType() throws Exception {
        assertThat(execute("{'type':'greeting','whom':'Ada'}"))
                .isEqualTo(new Outcome.Succeeded(JsonNode.createStringNode("greeted"), null));
        assertThat(log.text()).isEqualTo("Hello, Ada\n");
    }

    @Test
    void whatAHandlerThrowsFailsTheAttempt() throws Exception {
        assertThat(execute("{'type':'greeting','whom':'nobody'}"))
                .isEqualTo(Outcome.failed(Reason.HANDLER_FAILED, "java.lang.IllegalStateException: there is nobody"));
        assertThat(Reason.HANDLER_FAILED.retryable()).isTrue();
        assertThat(execute("{'type':'greeting'}")).isEqualTo(Outcome.failed(Reason.BAD_PAYLOAD, "Say whom to greet"));
    }

    private Outcome execute(String payload) throws Exception {
        return executors.execute(aTask().payload(payload).build(), log);
    }
}
