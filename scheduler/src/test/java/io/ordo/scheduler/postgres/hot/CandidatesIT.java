package io.ordo.scheduler.postgres.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.work.Work;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CandidatesIT {
    private static final UUID NO_ONE = new UUID(0, 0);

    private final Store store = Store.create();
    private final Candidates candidates = store.bean(Candidates.class);

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void theBestPlacesThatPassComeFirst() {
        fill(10);

        assertThat(passing(Work.DEFAULT_QUEUE, number(Operator.AT_LEAST, 5), null))
                .extracting(Place::rank)
                .containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(passing(Work.DEFAULT_QUEUE, number(Operator.GREATER, 8), new Place(9, Long.MAX_VALUE, NO_ONE)))
                .extracting(Place::rank)
                .containsExactly(10L);
        assertThat(passing("boefje", Filter.NONE, null)).isEmpty();
    }

    @Test
    void aStretchEndsWhereTheNextBegins() {
        fill(Candidates.MOST_EXAMINED + 1);

        var first = candidates.matching(Work.DEFAULT_QUEUE, number(Operator.AT_LEAST, Candidates.MOST_EXAMINED), null);
        assertThat(first.passing()).hasSize(1).containsExactly(first.end());
        var second = candidates.matching(
                Work.DEFAULT_QUEUE, number(Operator.AT_LEAST, Candidates.MOST_EXAMINED), first.end());
        assertThat(second.passing()).extracting(Place::rank).containsExactly(Candidates.MOST_EXAMINED + 1L);
        assertThat(second.end()).isNull();
        assertThat(candidates
                        .matching(Work.DEFAULT_QUEUE, number(Operator.EQUAL, 0), null)
                        .end())
                .isEqualTo(first.end());
    }

    private List<Place> passing(String queue, Filter filter, @Nullable Place after) {
        return candidates.matching(queue, filter, after).passing();
    }

    private static Filter number(Operator operator, int number) {
        return new Condition("data", Kind.JSON, List.of("number"), operator, new Quantity(BigDecimal.valueOf(number)));
    }

    /** Tasks of ranks from 1, each with its rank for a number. */
    private void fill(int tasks) {
        store.database().update("""
                INSERT INTO task (
                    id, queue, priority, payload, max_retries, retry_delay_millis, backoff_factor, timeout_millis,
                    created_at)
                SELECT gen_random_uuid(), 'default', 1, jsonb_build_object('number', number), 0, 0, 2, 1000, app_now()
                FROM generate_series(1, ?) AS made (number)
                """, statement -> statement.setInt(1, tasks));
        store.database().update("""
                INSERT INTO ready (task_id, queue, rank, seq, priority, arrived_at, ranker, offsets)
                SELECT id, queue, cast(payload ->> 'number' AS bigint), nextval('task_seq'), 3, app_now(), 0, '{}'
                FROM task
                """, statement -> {});
    }
}
