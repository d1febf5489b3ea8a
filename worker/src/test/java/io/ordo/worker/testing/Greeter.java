package io.ordo.worker.testing;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.Handler;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Payload;

/** A handler on the class path of the tests, as anybody may write one. */
public final class Greeter implements Handler {
    @Override
    public String type() {
        return "greeting";
    }

    @Override
    public JsonNode handle(PoppedTask task, Output log) {
        var whom = new Payload(task.payload()).requiredText("whom", "Say whom to greet");
        if (whom.equals("nobody")) {
            throw new IllegalStateException("there is nobody");
        }
        log.printLine("Hello, " + whom);
        return JsonNode.createStringNode("greeted");
    }
}
