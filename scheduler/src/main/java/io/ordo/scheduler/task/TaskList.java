package io.ordo.scheduler.task;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.FilterTooSlow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks of OpenKAT's queues that have an identity, live and ended together, for looking through. */
public interface TaskList {
    Optional<TaskSnapshot> find(UUID task);

    /**
     * A page of those that pass, newest first.
     *
     * @throws FilterRefused when the filter holds something only the store can judge, and it judged against it
     * @throws FilterTooSlow when there is no answer in time
     */
    Page page(Search search);

    /**
     * How many tasks moved last in each of the last 24 hours, by where they stand now; newest hour first, hours in
     * which none did left out.
     *
     * @param queue null for all
     * @param tenant null for all
     */
    List<Hour> hours(@Nullable String queue, @Nullable String tenant);

    /**
     * What is looked for.
     *
     * @param offset how many of the newest are left out, at least 0
     * @param limit the most tasks, 0 for their count alone
     */
    record Search(Scope scope, Filter filter, long offset, int limit) {
        public Search {
            if (offset < 0 || limit < 0) {
                throw new IllegalArgumentException("neither offset nor limit is below 0");
            }
        }
    }

    /**
     * Where is looked; null everywhere.
     *
     * @param item the shape of payloads, by its word
     * @param from made at that moment or later
     * @param to made at that moment or earlier
     */
    record Scope(
            @Nullable String queue,
            @Nullable String tenant,
            @Nullable String item,
            @Nullable Status status,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * Some of what was found.
     *
     * @param count of all that pass, exact at the moment of the page
     */
    record Page(long count, List<TaskSnapshot> tasks) {
        public Page {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * The tasks that moved last in an hour.
     *
     * @param begins on the hour, in UTC
     * @param counts statuses without tasks left out
     */
    record Hour(Instant begins, Map<Status, Long> counts) {
        public Hour {
            counts = Map.copyOf(counts);
        }
    }
}
