package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.serde.ObjectMapper;
import io.ordo.api.queue.PopAnswer;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Race;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two schedulers on one database, each with its own memory of what is queued. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoSchedulersIT {
    private static final int TASKS = 10_000;
    private static final int BATCH = 1_000;
    private static final int POLLERS = 8;
    private static final String PUSH = "/api/v1/queues/default/push";
    private static final String POP = "/api/v1/queues/default/pop";
    private static final String TASK = "{\"payload\": {}}";

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler one = TestScheduler.on(database);
    private final TestScheduler other = TestScheduler.on(database);

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    @Test
    void eightPollersGetTenThousandTasksAndNoneOfThemTwice() {
        Map<String, Integer> deliveries = new ConcurrentHashMap<>();
        var settled = new AtomicInteger();
        var works = new ArrayList<Runnable>();
        works.add(() -> pushAll(one.client()));
        for (int i = 0; i < POLLERS; i++) {
            var client = (i % 2 == 0 ? one : other).client();
            works.add(() -> work(client, deliveries, settled));
        }

        Race.among(works);

        assertThat(deliveries).hasSize(TASKS);
        assertThat(deliveries.values()).containsOnly(1);
        assertThat(settled).hasValue(TASKS);
    }

    @Test
    void aPopParkedAtOneSchedulerIsWokenByAPushToTheOther() {
        var popped = new AtomicReference<String>();
        var pushed = new AtomicReference<String>();
        other.client().post(POP);

        Race.among(List.of(
                () -> popped.set(other.client().post(POP + "?wait=30s").text("results.0.id")), () -> {
                    await().until(() -> other.bean(Popper.class).parked() == 1);
                    pushed.set(one.client().post(PUSH, TASK).text("id"));
                }));

        assertThat(popped).hasValue(pushed.get());
    }

    private static void pushAll(Client client) {
        String tasks = "[" + String.join(",", Collections.nCopies(BATCH, TASK)) + "]";
        for (int pushed = 0; pushed < TASKS; pushed += BATCH) {
            assertThat(client.post(PUSH, tasks).status()).isEqualTo(201);
        }
    }

    /** Pops, bringing what was popped before, until everything is settled. */
    private static void work(Client client, Map<String, Integer> deliveries, AtomicInteger settled) {
        String settlements = "";
        while (settled.get() < TASKS) {
            var answer = answer(client.post(POP + "?limit=37&wait=0.1", "{\"settle\": [" + settlements + "]}"));
            for (var one : answer.settled()) {
                assertThat(one.status()).isEqualTo(200);
                settled.incrementAndGet();
            }
            var next = new ArrayList<String>();
            for (var task : answer.results()) {
                deliveries.merge(task.id().toString(), 1, Integer::sum);
                next.add("{\"task_id\": \"%s\", \"fence\": %d, \"outcome\": \"succeeded\"}"
                        .formatted(task.id(), task.lease().fence()));
            }
            settlements = String.join(",", next);
        }
    }

    private static PopAnswer answer(Answer answer) {
        try {
            return Objects.requireNonNull(ObjectMapper.getDefault().readValue(answer.body(), PopAnswer.class));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
