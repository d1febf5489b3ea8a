package io.ordo.scheduler.http.metrics;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.ServiceInfo;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.upkeep.Census;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How this installation is doing, in numbers: those OpenKAT's dashboards look for, and ours. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
    private static final String QSIZE = "scheduler_qsize";
    private static final String STATUS_COUNTS = "scheduler_task_status_counts";
    private static final String SETTINGS = "app_settings_info";
    private static final String BUILD = "ordo_build_info";
    private static final String QUEUE_TASKS = "ordo_queue_tasks";
    private static final String QUEUE_PAUSED = "ordo_queue_paused";
    private static final String PARKED = "ordo_parked_pops";

    private final KnownQueues queues;
    private final Census census;
    private final Popper popper;
    private final ServiceInfo info;

    MetricsController(KnownQueues queues, Census census, Popper popper, ServiceInfo info) {
        this.queues = queues;
        this.census = census;
        this.popper = popper;
        this.info = info;
    }

    /** All numbers, as they are now; but what has ended, as it was at the last look. */
    @Get("/metrics")
    HttpResponse<String> metrics() {
        var all = queues.all();
        var live = census.live();
        var text = new Exposition();
        tellOpenKat(text, all, live);
        tellOfQueues(text, all, live);
        text.gauge(BUILD, "The version of this scheduler").value(BUILD, Map.of("version", info.version()), 1);
        text.gauge(PARKED, "Pops this scheduler is answering, almost all of them parked")
                .value(PARKED, Map.of(), popper.parked());
        return HttpResponse.ok(text.text()).header("Content-Type", Exposition.TYPE);
    }

    /** What is not known yet is not told. */
    private void tellOpenKat(Exposition text, List<Queue> all, Map<String, Map<Status, Long>> live) {
        var ended = census.ended();
        var kat = all.stream().filter(queue -> queue.settings().kat() != null).toList();
        text.gauge(QSIZE, "Size of the scheduler queue");
        text.gauge(STATUS_COUNTS, "Number of tasks in each status");
        for (var queue : kat) {
            var living = live.getOrDefault(queue.id(), Map.of());
            text.value(QSIZE, Map.of("scheduler_id", queue.id()), living.getOrDefault(Status.QUEUED, 0L));
            for (var status : Status.values()) {
                var counted = status.isFinal() ? ended.get(queue.id()) : living;
                if (counted != null) {
                    text.value(
                            STATUS_COUNTS,
                            labels("scheduler_id", queue.id(), "status", status.word()),
                            counted.getOrDefault(status, 0L));
                }
            }
        }
        text.gauge(SETTINGS, "Scheduler configuration settings").value(SETTINGS, settings(kat), 1);
    }

    /** The first of these queues speaks for all; what Ordo has no setting for is 0. */
    private static Map<String, String> settings(List<Queue> kat) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("pq_maxsize", first(kat, queue -> queue.settings().maxsize()));
        labels.put("pq_grace_period", first(kat, MetricsController::graceSeconds));
        labels.put("pq_max_random_objects", "0");
        labels.put("monitor_organisations_interval", "0");
        return labels;
    }

    private static String first(List<Queue> kat, Function<Queue, Number> setting) {
        return kat.stream().map(setting).map(Object::toString).findFirst().orElse("0");
    }

    private static Number graceSeconds(Queue queue) {
        var kat = queue.settings().kat();
        var after = kat == null ? null : kat.rescheduleAfter();
        return after == null ? 0 : after.toSeconds();
    }

    private static void tellOfQueues(Exposition text, List<Queue> all, Map<String, Map<Status, Long>> live) {
        text.gauge(QUEUE_TASKS, "Tasks of a queue that have not ended");
        text.gauge(QUEUE_PAUSED, "Whether a queue is paused");
        for (var queue : all) {
            var living = live.getOrDefault(queue.id(), Map.of());
            for (var status : Status.values()) {
                if (!status.isFinal()) {
                    text.value(
                            QUEUE_TASKS,
                            labels("queue", queue.id(), "status", status.word()),
                            living.getOrDefault(status, 0L));
                }
            }
            text.value(QUEUE_PAUSED, Map.of("queue", queue.id()), queue.isPaused() ? 1 : 0);
        }
    }

    private static Map<String, String> labels(String one, String value, String other, String otherValue) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(one, value);
        labels.put(other, otherValue);
        return labels;
    }
}
