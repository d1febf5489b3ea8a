package io.ordo.bench.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The flood in one queue: somebody who submits the tasks as they come, and workers who hold each for its time. */
final class Course {
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Ordo ordo;
    private final String queue;
    private final Flood flood;
    private final ServerTime clock;
    private final Sheet sheet;

    Course(Ordo ordo, String queue, Flood flood, ServerTime clock) {
        this.ordo = ordo;
        this.queue = queue;
        this.flood = flood;
        this.clock = clock;
        this.sheet = new Sheet(flood.arrivals(), clock.now());
    }

    /** One who takes part. */
    interface Part {
        void run() throws InterruptedException;
    }

    Sheet sheet() {
        return sheet;
    }

    /**
     * Everybody who takes part; all must run at once.
     *
     * @param start when the flood begins, by {@link System#nanoTime}
     */
    List<Part> parts(long start) {
        Part submitter = () -> submit(start);
        var workers = Stream.generate(() -> (Part) this::work).limit(Flood.WORKERS);
        return Stream.concat(Stream.of(submitter), workers).toList();
    }

    private void submit(long start) throws InterruptedException {
        int next = 0;
        int all = flood.arrivals().size();
        while (next < all) {
            int from = next;
            long now = System.nanoTime();
            var due = new ArrayList<Map<String, Object>>();
            while (next < all && due.size() < MOST_AT_ONCE && start + at(next) <= now) {
                due.add(form(next++));
            }
            if (due.isEmpty()) {
                Thread.sleep(Duration.ofNanos(Math.min(start + at(next) - now, LOOK_AGAIN.toNanos())));
            } else {
                for (int number = from; number < next; number++) {
                    sheet.sent(number, now);
                }
                ordo.push(queue, due);
            }
        }
    }

    private long at(int number) {
        return flood.arrivals().get(number).at().toNanos();
    }

    private Map<String, Object> form(int number) {
        var arrival = sheet.arrival(number);
        var form = new HashMap<String, Object>();
        form.put("id", sheet.id(number));
        form.put("owner_id", arrival.tenant());
        form.put("priority", arrival.group().priority());
        form.put("payload", Map.of("type", "none", "millis", arrival.length().toMillis()));
        if (arrival.patience() != null) {
            form.put("deadline", clock.now().plus(arrival.patience()).toString());
        }
        return form;
    }

    private void work() throws InterruptedException {
        @Nullable Map<String, Object> finished = null;
        while (finished != null || !sheet.isOver(System.nanoTime())) {
            var task = ordo.pop(queue, finished);
            finished = null;
            if (task.isObject()) {
                var id = task.path("id").asText();
                Thread.sleep(sheet.started(UUID.fromString(id), System.nanoTime()));
                finished = Map.of(
                        "task_id", id, "fence", task.path("lease").path("fence").asLong(), "outcome", "succeeded");
            }
        }
    }
}
