package io.ordo.ranker.simulation;

import io.ordo.ranker.simulation.RecordedTask.More;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes tasks to simulate. */
final class Tasks {
    static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private Tasks() {}

    /** A task of tenant A that arrives so many seconds after noon and takes so many. */
    static RecordedTask task(String id, double at, int priority, double takes) {
        return new RecordedTask(id, "A", NOON.plus(seconds(at)), priority, seconds(takes));
    }

    /** The same task of another tenant. */
    static RecordedTask ofTenant(String tenant, RecordedTask task) {
        return new RecordedTask(task.id(), tenant, task.arrival(), task.priority(), task.duration(), task.more());
    }

    /** The same task with a deadline so many seconds after noon. */
    static RecordedTask due(double at, RecordedTask task) {
        return task.knowing(More.expecting(task.duration(), NOON.plus(seconds(at))));
    }

    /** Any tasks of three tenants, of any class, some with deadlines, within ten minutes. */
    static List<RecordedTask> any(Random random, int count) {
        var tasks = new ArrayList<RecordedTask>();
        for (int i = 0; i < count; i++) {
            double at = random.nextInt(600_000) / 1_000.0;
            double takes = random.nextInt(20_000) / 1_000.0;
            var task = ofTenant("ABC".substring(i % 3, i % 3 + 1), task("t" + i, at, 1 + random.nextInt(6), takes));
            tasks.add(random.nextInt(3) == 0 ? due(at + random.nextInt(300), task) : task);
        }
        return tasks;
    }

    /** So many seconds. */
    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
