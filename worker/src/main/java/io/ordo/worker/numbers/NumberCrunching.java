package io.ordo.worker.numbers;

import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.BadPayload;
import io.ordo.worker.execution.Executor;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import io.ordo.worker.execution.Payload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Executes {@code number_crunching} tasks: one of the operations, or the payload's own code. */
public final class NumberCrunching implements Executor {
    private static final String CUSTOM = "custom_calculation";

    private final Map<String, Operation> operations;
    private final Executor code;

    /**
     * @param code executes the {@code code} of a custom calculation
     */
    public NumberCrunching(Executor code) {
        this.code = code;
        this.operations = List.of(
                        new Fibonacci(),
                        new PrimeNumbers(),
                        new MatrixMultiplication(new SplittableRandom()),
                        new Statistics(),
                        new SumOfSquares())
                .stream()
                .collect(Collectors.toMap(Operation::name, Function.identity()));
    }

    @Override
    public String type() {
        return "number_crunching";
    }

    @Override
    public Outcome execute(PoppedTask task, Output log) throws IOException, InterruptedException {
        Payload payload = new Payload(task.payload());
        String name = payload.text("operation").orElse("");
        return name.equals(CUSTOM) ? calculate(task, log) : compute(name, payload, log);
    }

    private Outcome calculate(PoppedTask task, Output log) throws IOException, InterruptedException {
        new Payload(task.payload()).requiredText("code", "No custom calculation code provided");
        return code.execute(task, log);
    }

    private Outcome compute(String name, Payload payload, Output log) throws InterruptedException {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new BadPayload("No operation \"" + name + "\": use fibonacci, prime_numbers, matrix_multiplication,"
                    + " statistical_analysis or custom_calculation");
        }
        Answer answer = operation.compute(payload);
        log.printLine(answer.text());
        return new Outcome.Succeeded(answer.result(), null);
    }
}
