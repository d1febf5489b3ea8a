package io.ordo.scheduler.http.kat.task;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.scheduler.http.kat.KatQuery;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.TaskList;
import io.ordo.scheduler.task.TaskList.Hour;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Which tasks moved in the last 24 hours. */
@Controller("/tasks/stats")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KatTaskStatsController {
    /** With a zero offset in digits, unlike every other time. */
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private final TaskList tasks;

    KatTaskStatsController(TaskList tasks) {
        this.tasks = tasks;
    }

    /** Counts tasks by the hour they moved last and their status, newest hour first. */
    @Get
    Map<String, Map<String, Long>> ofAll(HttpRequest<?> request) {
        var query = new KatQuery(request);
        var queue = query.text("scheduler_id");
        return stats(query, queue);
    }

    /** The same for one scheduler, as OpenKAT's older clients ask. */
    @Get("/{id}")
    Map<String, Map<String, Long>> ofOne(String id, HttpRequest<?> request) {
        return stats(new KatQuery(request), id);
    }

    private Map<String, Map<String, Long>> stats(KatQuery query, @Nullable String queue) {
        var older = query.text("organisation_id");
        var newer = query.text("organisation");
        query.check();
        var stats = new LinkedHashMap<String, Map<String, Long>>();
        for (var hour : tasks.hours(queue, older == null ? newer : older)) {
            stats.put(text(hour.begins()), counts(hour));
        }
        return stats;
    }

    private static String text(Instant hour) {
        return HOUR.format(hour);
    }

    private static SequencedMap<String, Long> counts(Hour hour) {
        var counts = new LinkedHashMap<String, Long>();
        for (var status : Status.values()) {
            counts.put(status.word(), hour.counts().getOrDefault(status, 0L));
        }
        counts.put(
                "total",
                hour.counts().values().stream().mapToLong(Long::longValue).sum());
        return counts;
    }
}
