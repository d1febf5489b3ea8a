package io.ordo.scheduler.http.kat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.IdentityRules;
import io.ordo.scheduler.queue.KatRules;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.task.Tasks;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.work.FlowLimits;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A scheduler that is open to OpenKAT's clients, and one of these: it shows no key, and says of no body that it is
 * JSON. Registered as an extension it forgets its tasks after each test, and closes after the last.
 */
final class Kat implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    /** A queue of mula's own tests: any object, at most ten. */
    static final String ANY = "any";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestScheduler scheduler;

    private Kat(TestScheduler scheduler) {
        this.scheduler = scheduler;
    }

    static Kat open() {
        return on(Servers.newDatabase());
    }

    static Kat on(DatabaseAddress database) {
        return new Kat(TestScheduler.start(database, Map.of("ordo.loops", "false", "ordo.kat-open", "true")));
    }

    TestScheduler scheduler() {
        return scheduler;
    }

    /** Makes the queue {@link #ANY} with those rules. */
    void hasAQueue(IdentityRules identity) {
        var now = Instant.parse("2030-01-01T00:00:00Z");
        var settings = new QueueSettings(
                RankerVersion.named("priority").orElseThrow(),
                10,
                identity,
                Duration.ofDays(1),
                1,
                new RetryPolicy(0, Duration.ZERO, 1),
                Work.DEFAULT_TIMEOUT,
                FlowLimits.NONE,
                null,
                new KatRules(KatRules.Item.ANY, false, null),
                false,
                false);
        var queues = scheduler.bean(KnownQueues.class);
        queues.remove(ANY);
        queues.add(new Queue(ANY, settings, null, now, now, "a test"));
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path) {
        return send("POST", path, null);
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Reply patch(String path, String body) {
        return send("PATCH", path, body);
    }

    /** A report that is queued; the id of its task. */
    String aReport(String recipe) {
        return post("/schedulers/report/push", report(recipe, 7)).text("id");
    }

    /** A report whose task is dispatched. */
    String aDispatchedReport(String recipe) {
        String task = aReport(recipe);
        post("/schedulers/report/pop?limit=1");
        return task;
    }

    static String report(String recipe, int priority) {
        return body(priority, "\"organisation_id\": \"o\", \"report_recipe_id\": \"" + recipe + "\"");
    }

    static String item(String id, String name, int priority) {
        return body(priority, "\"id\": \"" + id + "\", \"name\": \"" + name + "\", \"count\": 1");
    }

    private static String body(int priority, String data) {
        return "{\"organisation\": \"o\", \"priority\": " + priority + ", \"data\": {" + data + "}}";
    }

    Object status(String task) {
        return scheduler
                .bean(Tasks.class)
                .find(UUID.fromString(task))
                .orElseThrow()
                .status()
                .word();
    }

    long qsize(String queue) {
        return Long.parseLong(get("/schedulers/" + queue).text("qsize"));
    }

    /** How long the lease of a task has left, in whole seconds, were its clock to stand since the pop. */
    long leaseSeconds(String task) {
        return scheduler
                .bean(Database.class)
                .queryOne(
                        "SELECT extract(epoch FROM expires_at - popped_at) AS seconds FROM lease WHERE task_id = ?",
                        statement -> statement.setObject(1, UUID.fromString(task)),
                        row -> row.getLong("seconds"))
                .orElseThrow();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        scheduler.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    Reply send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(scheduler.url() + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Reply(new Answer(response.statusCode(), type, response.body(), response.headers()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }

    /** What came back. */
    record Reply(Answer answer) {
        int status() {
            return answer.status();
        }

        String text(String path) {
            return answer.text(path);
        }

        @Nullable
        Object at(String path) {
            return answer.at(path);
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        /** What is at the end of the way, where there must be something, be it null. */
        JsonNode node(String... way) {
            JsonNode node = answer.json();
            for (String step : way) {
                node = Objects.requireNonNull(node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step), step);
            }
            return node;
        }

        /** The one task of a pop, as its runner has it. */
        String onlyResult() {
            return answer.body().replaceFirst("^\\{\"results\":\\[", "").replaceFirst("]}$", "");
        }

        /** That field of every result of a pop. */
        List<String> results(String field) {
            int size = node("results").size();
            return IntStream.range(0, size)
                    .mapToObj(index -> text("results." + index + "." + field))
                    .toList();
        }

        @Override
        public String toString() {
            return answer.toString();
        }
    }
}
