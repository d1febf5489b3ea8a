package io.ordo.scheduler.http.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventFilter;
import io.ordo.scheduler.telling.EventTail;
import io.ordo.scheduler.telling.Listener;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Listening;
import io.ordo.scheduler.testing.Listening.Message;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Events as they are told to clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsApiIT {
    private static final String EVENTS = "/api/v1/events";

    private final Servers.DatabaseAddress database = Servers.newDatabase();
    private final TestScheduler scheduler = TestScheduler.on(database);
    private final Client api = scheduler.client();
    private final EventTail tail = scheduler.bean(EventTail.class);

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void whatHappensToAJobAndItsTaskIsTold() {
        try (var listening = listen("?types=job_created,job_progress,job_paused,job_resumed,job_terminated")) {
            assertThat(listening.status()).isEqualTo(200);
            assertThat(listening.header("Content-Type")).isEqualTo("text/event-stream");
            var job = aJob("manual");
            assertThat(api.post(job.path("/run")).status()).isEqualTo(202);
            var task = api.post("/api/v1/queues/default/pop?limit=1").text("results.0.id");
            api.post("/api/v1/tasks/" + task + "/progress", "{\"percent\": 40}");
            api.post(job.path("/pause"), "{\"note\": \"lunch\"}");
            api.post(job.path("/resume"));
            api.post(job.path("/terminate"));

            var told = listening.next(5);
            assertThat(told)
                    .extracting(Message::event)
                    .containsExactly("job_created", "job_progress", "job_paused", "job_resumed", "job_terminated");
            assertThat(told).allSatisfy(message -> {
                assertThat(message.at("type")).isEqualTo(message.event());
                assertThat(message.at("job_id")).isEqualTo(job.id());
                assertThat(message.at("queue")).isEqualTo("default");
                assertThat(EventCursor.parse(message.id())).isPresent();
                assertThat(message.at("at")).endsWith("Z");
            });
            assertThat(told.get(0).at("detail")).contains("Hello", "native");
            assertThat(told.get(1).at("detail")).contains("40", task);
            assertThat(told.get(2).at("detail")).contains("lunch");
            assertThat(told.get(4).at("detail")).contains("completed");
        }
    }

    @Test
    void aDeletedJobHasEndedAndACompletedOneEndsOnce() {
        var deleted = aJob("manual");
        var completed = aJob("manual");
        try (var listening = listen("?types=job_terminated")) {
            api.delete(deleted.path(""));
            api.post(completed.path("/terminate"));
            api.delete(completed.path(""));
            api.delete(aJob("manual").path(""));

            var told = listening.next(3);
            assertThat(told.get(0).at("job_id")).isEqualTo(deleted.id());
            assertThat(told.get(0).at("detail")).contains("deleted");
            assertThat(told.get(1).at("job_id")).isEqualTo(completed.id());
            assertThat(told.get(2).at("job_id")).isNotEqualTo(completed.id());
        }
    }

    @Test
    void whoeverComesAgainHearsExactlyWhatHeMissed() {
        var ids = new ArrayList<String>();
        String last;
        try (var listening = listen("?types=job_created")) {
            ids.add(aJob("manual").id());
            last = listening.next().id();
        }
        ids.add(aJob("manual").id());
        ids.add(aJob("manual").id());

        try (var again = listen("?types=job_created", last);
                var byQuery = listen("?types=job_created&after=" + last)) {
            ids.add(aJob("manual").id());
            assertThat(again.next(3))
                    .extracting(message -> message.at("job_id"))
                    .isEqualTo(ids.subList(1, 4));
            assertThat(byQuery.next(3))
                    .extracting(message -> message.at("job_id"))
                    .isEqualTo(ids.subList(1, 4));
        }
    }

    /** A browser knows where it is before anything happens. */
    @Test
    void theBeginningCanBeReturnedTo() {
        String begin;
        try (var listening = listen("")) {
            begin = listening.any().id();
        }
        var job = aJob("manual");

        try (var again = listen("", begin)) {
            assertThat(again.next().at("job_id")).isEqualTo(job.id());
        }
    }

    @Test
    void whoeverCannotGoOnIsToldToStartAgain() {
        try (var listening = listen("", "900000000000-900000000001-7")) {
            var reset = listening.next();
            assertThat(reset.event()).isEqualTo("reset");
            assertThat(reset.fields()).containsEntry("data", "{}");
            var job = aJob("manual");
            assertThat(listening.next().at("job_id")).isEqualTo(job.id());
        }
    }

    @Test
    void aFilterLetsThroughWhatMeetsAllOfIt() {
        var lane = Lane.make(api, "told", "\"events\": true");
        Lane.make(api, "untold", "");
        var job = aJob("manual");
        try (var ofQueue = listen("?queue=told");
                var ofJob = listen("?job=" + job.id() + "&types=task_queued,task_cancelled")) {
            api.post("/api/v1/queues/untold/push", "{\"payload\": {}}");
            api.post(job.path("/run"));
            var task = lane.task("");
            try (var ofTask = listen("?task=" + task)) {
                api.post("/api/v1/tasks/" + task + "/cancel");
                assertThat(ofTask.next().event()).isEqualTo("task_cancelled");
            }
            api.delete(job.path(""));

            assertThat(ofQueue.next(2)).extracting(Message::event).containsExactly("task_queued", "task_cancelled");
            assertThat(ofJob.next(2)).extracting(Message::event).containsExactly("task_queued", "task_cancelled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"types=job_made", "types=job_created,", "job=7", "task=x", "after=yesterday"})
    void whatIsNotUnderstoodIsRefused(String query) {
        var refused = api.get(EVENTS + "?" + query);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors.0.field")).isEqualTo(query.replaceAll("=.*", ""));
    }

    @Test
    void anUnknownLastEventIsRefused() {
        var refused = api.with("Last-Event-ID", "yesterday").get(EVENTS);

        assertThat(refused.at("errors.0.field")).isEqualTo("Last-Event-ID");
    }

    @Test
    void whoeverLeavesFreesHisPlace() {
        Awaitility.await().until(() -> tail.listeners() == 0);
        var listening = listen("");
        listening.any();
        assertThat(tail.listeners()).isEqualTo(1);

        listening.close();

        Awaitility.await().until(() -> tail.listeners() == 0);
    }

    /** The server would say that it was sent something it did not ask for. */
    @Test
    void whoeverLeavesInTheMiddleOfEventsLeavesNoTraceInTheLog() {
        var lane = Lane.make(api, "left", "\"events\": true");
        String begin;
        try (var listening = listen("")) {
            begin = listening.any().id();
        }
        var tasks = String.join(",", Collections.nCopies(1_000, "{\"payload\": {}}"));
        api.post("/api/v1/queues/left/push", "[" + tasks + "]");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var server = (Logger) LoggerFactory.getLogger("io.netty");
        server.addAppender(logged);
        try {
            for (int i = 0; i < 50; i++) {
                try (var leaving = listen("?queue=left", begin)) {
                    leaving.next();
                }
            }
            Awaitility.await().until(() -> tail.listeners() == 0);
            lane.get();
        } finally {
            server.detachAppender(logged);
        }
        assertThat(logged.list).noneMatch(event -> event.getThrowableProxy() != null);
    }

    @Test
    void whoeverFindsNoPlaceIsToldToComeLater() {
        Awaitility.await().until(() -> tail.listeners() == 0);
        var listeners = new ArrayList<Listener>();
        while (!tail.isFull()) {
            tail.join(EventFilter.ALL, new EventCursor(1, 1, 0)).ifPresent(listeners::add);
        }
        var refused = api.with("Accept", "text/event-stream").get(EVENTS);
        listeners.forEach(Listener::close);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.at("code")).isEqualTo("too_many_listeners");
        assertThat(refused.header("Retry-After")).contains("10");
    }

    @Test
    void nobodyListensWithoutAKey() {
        assertThat(new Client(scheduler.url(), null).get(EVENTS).status()).isEqualTo(401);
    }

    @Test
    void aStopSendsListenersHomeAndTheyGoOnElsewhere() {
        var other = TestScheduler.on(database);
        var jobs = new ArrayList<String>();
        String last;
        try (var listening = new Listening(other.url(), EVENTS, null)) {
            aJob("manual");
            last = listening.next().id();

            other.close();
            jobs.add(aJob("manual").id());

            assertThat(listening.isOver()).isTrue();
        }
        jobs.add(aJob("manual").id());

        try (var again = listen("", last)) {
            assertThat(again.next(2))
                    .extracting(message -> message.at("job_id"))
                    .isEqualTo(jobs);
        }
    }

    @Test
    void aQueueTellsIfItsMakerSaysSoOrElseTheSetting() {
        assertThat(Lane.make(api, "silent", "").get().at("events")).isEqualTo(false);
        assertThat(api.put("/api/v1/queues/silent", "{\"events\": true}").at("events"))
                .isEqualTo(true);
        assertThat(api.put("/api/v1/queues/silent", "{\"lease\": 5}").at("events"))
                .isEqualTo(true);
        assertThat(api.get("/api/v1/queues/default").at("events")).isEqualTo(true);
        var other = TestScheduler.start(Servers.newDatabase(), Map.of("ordo.events", "true"));
        try (other) {
            assertThat(Lane.make(other.client(), "told", "").get().at("events")).isEqualTo(true);
            assertThat(Lane.make(other.client(), "silent", "\"events\": false")
                            .get()
                            .at("events"))
                    .isEqualTo(false);
        }
    }

    private Listening listen(String query) {
        return listen(query, null);
    }

    private Listening listen(String query, @Nullable String lastEvent) {
        return new Listening(scheduler.url(), EVENTS + query, lastEvent);
    }

    private Made aJob(String schedule) {
        var made = api.post("/api/v1/jobs", "{\"name\": \"Hello\", \"schedule_expr\": \"%s\"}".formatted(schedule));
        return new Made(made.text("id"));
    }

    private record Made(String id) {
        String path(String what) {
            return "/api/v1/jobs/" + id + what;
        }
    }
}
