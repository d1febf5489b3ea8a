package io.ordo.worker.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordo.api.queue.ExtendAnswer;
import io.ordo.api.queue.ExtendedLease;
import io.ordo.api.queue.FenceBody;
import io.ordo.api.queue.LeaseKey;
import io.ordo.api.queue.SettleBody;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The scheduler's API for workers. Every method throws {@link IOException} when the scheduler cannot be
 * reached or cannot serve just now, and {@link SchedulerRefusal} when it refuses; races to be expected are
 * return values.
 */
public final class SchedulerClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT_BEYOND_PATIENCE = Duration.ofSeconds(10);
    /** Settling carries the log. */
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);

    private static final int LEASE_GONE = 409;
    private static final int BODY_TOO_LARGE = 413;

    private final Exchange exchange;
    private final String worker;
    private final String lease;

    /**
     * @param worker the name it pops under
     * @param lease what it asks for with every pop and every extension; sent in whole seconds
     */
    public SchedulerClient(SchedulerAddress address, Reachability reachability, String worker, Duration lease) {
        this.exchange = new Exchange(address, reachability);
        this.worker = worker;
        this.lease = seconds(lease);
    }

    /** Sends a pop; the answer is awaited with what is returned. */
    public PendingPop pop(PopRequest pop) throws IOException {
        String path = "/api/v1/queues/" + encode(pop.queue()) + "/pop?limit=" + pop.limit() + "&wait="
                + seconds(pop.patience()) + "&lease=" + lease + "&worker=" + encode(worker);
        return new PendingPop(
                exchange,
                exchange.sendAsync(exchange.post(path, null, pop.patience().plus(TIMEOUT_BEYOND_PATIENCE))));
    }

    /**
     * Says that the work begins.
     *
     * @return false when the lease is gone
     */
    public boolean start(LeaseKey lease) throws IOException, InterruptedException {
        return moved(
                exchange.send(exchange.post(task(lease.taskId(), "start"), new FenceBody(lease.fence()), TIMEOUT)));
    }

    /** Pushes the ends of leases out, all in one request; the answers are in the order asked. */
    public List<ExtendedLease> extend(List<LeaseKey> leases) throws IOException, InterruptedException {
        var answer = exchange.send(exchange.post("/api/v1/leases/extend?lease=" + lease, leases, TIMEOUT));
        return exchange.read(answer, ExtendAnswer.class).results();
    }

    /**
     * Ends an attempt with its outcome; may be repeated until it is answered. A key that is refused counts as a
     * scheduler that cannot serve just now: work that is done is worth waiting until the key is put right.
     */
    public SettleAnswer settle(UUID taskId, SettleBody outcome) throws IOException, InterruptedException {
        var answer = exchange.send(exchange.post(task(taskId, "settle"), outcome, SETTLE_TIMEOUT));
        if (SchedulerRefusal.isOfApiKey(answer.statusCode())) {
            throw new SchedulerUnavailable(answer.statusCode());
        }
        if (answer.statusCode() == BODY_TOO_LARGE) {
            return SettleAnswer.TOO_LARGE;
        }
        return moved(answer) ? SettleAnswer.SETTLED : SettleAnswer.STALE;
    }

    /**
     * Gives a task back unattempted.
     *
     * @return false when the lease was gone already
     */
    public boolean release(LeaseKey lease) throws IOException, InterruptedException {
        return moved(
                exchange.send(exchange.post(task(lease.taskId(), "release"), new FenceBody(lease.fence()), TIMEOUT)));
    }

    private boolean moved(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == LEASE_GONE) {
            return false;
        }
        exchange.check(answer);
        return true;
    }

    private static String task(UUID id, String verb) {
        return "/api/v1/tasks/" + id + "/" + verb;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Ends every call under way. */
    @Override
    public void close() {
        exchange.close();
    }
}
