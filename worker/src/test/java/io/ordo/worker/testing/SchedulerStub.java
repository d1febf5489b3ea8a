package io.ordo.worker.testing;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import io.ordo.api.Problem;
import io.ordo.api.queue.ExtendAnswer;
import io.ordo.api.queue.ExtendedLease;
import io.ordo.api.queue.LeaseKey;
import io.ordo.api.queue.PopAnswer;
import io.ordo.api.queue.PoppedTask;
import io.ordo.api.queue.SettleBody;
import io.ordo.api.queue.TaskMoved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A real HTTP server that speaks the scheduler's protocol for workers: hands out tasks and remembers what it
 * is told.
 */
public final class SchedulerStub implements AutoCloseable {
    private static final int MAX_WAIT_SECONDS = 15;

    /** One request, as it came. */
    public record Call(String verb, String path, String query, String apiKey) {}

    /** What a worker said how an attempt ended. */
    public record Settled(UUID taskId, SettleBody body) {}

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final List<PoppedTask> queued = new ArrayList<>();
    private final Map<String, Integer> pops = new HashMap<>();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Settled> settled = new LinkedBlockingQueue<>();
    private final BlockingQueue<UUID> released = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<LeaseKey>> extended = new LinkedBlockingQueue<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<UUID> gone = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("scheduler-stub-", 0).factory());
    private volatile CountDownLatch popsMayBeAnswered = new CountDownLatch(0);
    private HttpServer server;

    public SchedulerStub() {
        server = listen(0);
    }

    private HttpServer listen(int port) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/api/v1", this::answer);
            started.setExecutor(threads);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses connections until it goes up again. */
    public synchronized void goDown() {
        dropParkedPops();
        server.stop(0);
    }

    /** What a server does that sees its clients close their connections; this one cannot see it. */
    public synchronized void dropParkedPops() {
        pops.replaceAll((_, pop) -> pop + 1);
        notifyAll();
    }

    public void goUp() {
        server = listen(server.getAddress().getPort());
    }

    public synchronized void push(PoppedTask... tasks) {
        queued.addAll(List.of(tasks));
        notifyAll();
    }

    /** Keeps the answers of the pops that come from now on until the latch opens. */
    public void holdPops(CountDownLatch latch) {
        popsMayBeAnswered = latch;
    }

    /** From now on the verb is answered with the status; 200 is as usual. */
    public void answer(String verb, int status) {
        refusals.put(verb, status);
    }

    /** The next extension says that the task's lease is gone. */
    public void cancel(UUID taskId) {
        gone.add(taskId);
    }

    public Call nextCall(String verb) throws InterruptedException {
        Call call = next(calls);
        while (!call.verb().equals(verb)) {
            call = next(calls);
        }
        return call;
    }

    public Settled nextSettled() throws InterruptedException {
        return next(settled);
    }

    public UUID nextReleased() throws InterruptedException {
        return next(released);
    }

    public List<LeaseKey> nextExtended() throws InterruptedException {
        return next(extended);
    }

    public List<Settled> settledSoFar() {
        return List.copyOf(settled);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing came within " + MAX_WAIT_SECONDS + " s");
        }
        return next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String verb = path.substring(path.lastIndexOf('/') + 1);
            int status = refusals.getOrDefault(verb, 200);
            calls.add(new Call(
                    verb,
                    path,
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-API-Key"))));
            byte[] body = exchange.getRequestBody().readAllBytes();
            send(exchange, status, status == 200 ? accepted(exchange, verb, body) : problem(status));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Object accepted(HttpExchange exchange, String verb, byte[] body) throws IOException, InterruptedException {
        return switch (verb) {
            case "pop" -> pop(exchange);
            case "extend" -> extend(List.of(read(body, LeaseKey[].class)));
            case "settle" -> settle(task(exchange), read(body, SettleBody.class));
            case "release" -> release(task(exchange));
            default -> new TaskMoved(task(exchange), "running");
        };
    }

    private <T> T read(byte[] body, Class<T> type) throws IOException {
        return requireNonNull(json.readValue(body, type));
    }

    private PopAnswer pop(HttpExchange exchange) throws InterruptedException {
        popsMayBeAnswered.await();
        return new PopAnswer(
                tasks(segment(exchange, 3), exchange.getRequestURI().getQuery()), List.of());
    }

    private static UUID task(HttpExchange exchange) {
        return UUID.fromString(segment(exchange, 3));
    }

    private static String segment(HttpExchange exchange, int index) {
        return Path.of(exchange.getRequestURI().getPath()).getName(index).toString();
    }

    /**
     * Parks until there is a task, the wait is over, or the next pop of the queue shows that this one was
     * called off.
     */
    private synchronized List<PoppedTask> tasks(String queue, String query) throws InterruptedException {
        int mine = pops.merge(queue, 1, Integer::sum);
        notifyAll();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(number(query, "wait"));
        for (long left = 0; taskOf(queue).isEmpty() && left >= 0 && isLatest(queue, mine); ) {
            wait(20);
            left = end - System.nanoTime();
        }
        List<PoppedTask> tasks = new ArrayList<>();
        while (isLatest(queue, mine)
                && tasks.size() < number(query, "limit")
                && taskOf(queue).isPresent()) {
            PoppedTask task = taskOf(queue).get();
            queued.remove(task);
            tasks.add(task);
        }
        return tasks;
    }

    private Optional<PoppedTask> taskOf(String queue) {
        return queued.stream().filter(task -> task.queue().equals(queue)).findFirst();
    }

    private boolean isLatest(String queue, int pop) {
        return pops.getOrDefault(queue, 0) == pop;
    }

    private static int number(String query, String name) {
        return Integer.parseInt(query.replaceAll("(.*&)?" + name + "=(\\d+).*", "$2"));
    }

    private ExtendAnswer extend(List<LeaseKey> keys) {
        extended.add(keys);
        return new ExtendAnswer(keys.stream()
                .map(key -> new ExtendedLease(
                        key.taskId(), key.fence(), gone.contains(key.taskId()) ? 409 : 200, null, null))
                .toList());
    }

    private TaskMoved settle(UUID task, SettleBody body) {
        settled.add(new Settled(task, body));
        return new TaskMoved(task, "completed");
    }

    private TaskMoved release(UUID task) {
        released.add(task);
        return new TaskMoved(task, "queued");
    }

    private static Problem problem(int status) {
        return new Problem("about:blank", "Refused", status, "Refused by the test", "refused", List.of());
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
