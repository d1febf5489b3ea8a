package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Endpoint;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Asks of one task after the other why it still waits, and when it has asked of all, runs the meter out. */
public final class Questioner implements Script {
    private final Endpoint endpoint;
    private final List<UUID> tasks;
    private final Meter meter;
    private final int warmUp;
    private final long[] taken;
    private int next;
    private long asked;

    /**
     * One that asks of these.
     *
     * @param warmUp so many of the first do not count
     */
    public Questioner(BenchQueue queue, List<UUID> tasks, int warmUp, Meter meter) {
        this.endpoint = queue.endpoint();
        this.tasks = List.copyOf(tasks);
        this.warmUp = Math.min(warmUp, tasks.size() - 1);
        this.meter = meter;
        this.taken = new long[tasks.size()];
    }

    @Override
    public boolean ask(Request request) {
        if (next == taken.length) {
            meter.runOut();
            return false;
        }
        request.whole(endpoint.get("/api/v1/tasks/" + tasks.get(next) + "/explain"));
        asked = System.nanoTime();
        return true;
    }

    @Override
    public void hear(Answer answer) {
        taken[next] = System.nanoTime() - asked;
        next++;
        answer.expect(200);
    }

    /** The time that so much of all answers took at most, 0.5 being the half of them. */
    public Duration quantile(double part) {
        long[] sorted = Arrays.copyOfRange(taken, warmUp, taken.length);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return Duration.ofNanos(sorted[Math.max(0, index)]);
    }
}
