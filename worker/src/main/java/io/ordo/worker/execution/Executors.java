package io.ordo.worker.execution;

import static java.util.stream.Collectors.joining;

import io.ordo.api.queue.PoppedTask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The executors of a worker: chooses by {@code payload.type} and holds all of them to the same rules. */
public final class Executors {
    private final Map<String, Executor> byType = new LinkedHashMap<>();

    /**
     * @param executors one for each type, in the order error messages name them
     */
    public Executors(List<Executor> executors) {
        for (Executor executor : executors) {
            if (byType.put(executor.type(), executor) != null) {
                throw new IllegalArgumentException("Two executors of the type " + executor.type());
            }
        }
    }

    /**
     * Executes the task with the executor of its type.
     *
     * @throws IOException when the worker itself could not do its part
     * @throws InterruptedException when the work was stopped; it is over when this is thrown
     */
    public Outcome execute(PoppedTask task, Output log) throws IOException, InterruptedException {
        try {
            Outcome outcome = executeByType(task, log);
            return log.isFull() ? Outcome.failed(Reason.OUTPUT_LIMIT, tooMuch(log)) : outcome;
        } catch (BadPayload bad) {
            return Outcome.failed(Reason.BAD_PAYLOAD, bad.getMessage());
        }
    }

    private Outcome executeByType(PoppedTask task, Output log) throws IOException, InterruptedException {
        String type = new Payload(task.payload()).text("type").orElse("");
        Executor executor = byType.get(type);
        return executor == null ? Outcome.failed(Reason.UNSUPPORTED, unsupported(type)) : executor.execute(task, log);
    }

    private String unsupported(String type) {
        String found = type.isEmpty() ? "The payload has no type" : "No executor for the payload type \"" + type + "\"";
        return found + "; this worker executes " + byType.keySet().stream().collect(joining(", "));
    }

    private static String tooMuch(Output log) {
        return "Printed more than " + log.limit() + " bytes; the log keeps what came before";
    }
}
