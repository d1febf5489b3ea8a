package io.ordo.scheduler.tending;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks; what is null lets all pass.
 *
 * @param tenant on whose account
 * @param job made for that job
 * @param payloads JSON objects, one of which the payload contains
 * @param createdAfter inclusive
 * @param createdBefore exclusive
 */
public record TaskFilter(
        @Nullable String queue,
        @Nullable Status status,
        @Nullable String tenant,
        @Nullable UUID job,
        @Nullable List<String> payloads,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore) {
    public TaskFilter {
        payloads = payloads == null ? null : List.copyOf(payloads);
    }

    /** All that stand in a queue. */
    public static TaskFilter ofQueue(String queue) {
        return new TaskFilter(queue, null, null, null, null, null, null);
    }

    /** Whether every task passes. */
    public boolean isEmpty() {
        return asFilter().equals(Filter.NONE);
    }

    /** The same, in the words of requests. */
    public Filter asFilter() {
        return new Filter.All(Stream.of(
                        all(queue, name -> equal("queue", Kind.TEXT, new Value.Text(name))),
                        all(status, one -> equal("status", Kind.WORD, new Value.Text(one.word()))),
                        all(tenant, name -> equal("owner_id", Kind.TEXT, new Value.Text(name))),
                        all(job, id -> equal("job_id", Kind.ID, new Value.Id(id))),
                        all(payloads, TaskFilter::contained),
                        all(createdAfter, time -> created(Operator.AT_LEAST, time)),
                        all(createdBefore, time -> created(Operator.LESS, time)))
                .flatMap(conditions -> conditions)
                .toList());
    }

    private static <T> Stream<Filter> all(@Nullable T value, Function<T, Filter> condition) {
        return value == null ? Stream.empty() : Stream.of(condition.apply(value));
    }

    private static Filter equal(String column, Kind kind, Value value) {
        return new Condition(column, kind, List.of(), Operator.EQUAL, value);
    }

    private static Filter contained(List<String> payloads) {
        return new Filter.Any(payloads.stream()
                .<Filter>map(payload ->
                        new Condition("payload", Kind.JSON, List.of(), Operator.HOLDS, new Value.Document(payload)))
                .toList());
    }

    private static Filter created(Operator operator, Instant time) {
        return new Condition("created_at", Kind.MOMENT, List.of(), operator, new Value.Moment(time));
    }
}
