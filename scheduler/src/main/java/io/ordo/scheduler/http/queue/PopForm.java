package io.ordo.scheduler.http.queue;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.Claim;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.request.TaskFilterForm;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.queue.Queue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads pops. */
@Singleton
final class PopForm {
    private final Json json;
    private final SettleForm settlements;
    private final TaskFilterForm filters;

    PopForm(Json json, SettleForm settlements, TaskFilterForm filters) {
        this.json = json;
        this.settlements = settlements;
        this.filters = filters;
    }

    /**
     * A pop of a queue; errors of the query come before those of the body.
     *
     * @throws ProblemException 409 when the scheduler pops that queue itself
     */
    Pop read(Queue queue, Query query, Optional<byte[]> body) {
        if (queue.settings().isDispatched()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "queue_dispatched",
                    "The scheduler pushes the tasks of queue '" + queue.id()
                            + "' to their targets; pop another queue.");
        }
        int limit = query.integer("limit", 1, 1, Claim.MOST);
        var holder = query.text("worker", Claim.LONGEST_HOLDER);
        var lease = query.duration("lease", Lease.SHORTEST, Lease.LONGEST);
        var wait = query.duration("wait", Duration.ZERO, Popper.LONGEST_WAIT);
        query.check();
        var brought = json.largeIfAny(body).map(this::read).orElse(Brought.NOTHING);
        var claim = new Claim(queue.id(), limit, brought.filter(), holder, lease);
        return new Pop(claim, brought.settlements(), Objects.requireNonNullElse(wait, Duration.ZERO));
    }

    private Brought read(JsonNode body) {
        var fields = Fields.of(body);
        var filter = fields.nested("filter");
        var asked = filter == null ? Filter.NONE : filters.ofQueued(filter).asFilter();
        var settle = settlements.read(fields.each("settle", SettleForm.MOST));
        fields.noOthers();
        fields.check();
        return new Brought(asked.equals(Filter.NONE) ? null : asked, settle);
    }

    /**
     * What a pop asks for.
     *
     * @param settlements what it brings
     * @param patience how long it is ready to wait
     */
    record Pop(Claim claim, List<Settlement> settlements, Duration patience) {}

    private record Brought(@Nullable Filter filter, List<Settlement> settlements) {
        static final Brought NOTHING = new Brought(null, List.of());
    }
}
