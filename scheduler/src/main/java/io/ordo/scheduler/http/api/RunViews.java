package io.ordo.scheduler.http.api;

import io.ordo.api.RunView;
import io.ordo.scheduler.http.request.AttemptViews;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.task.Progress;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks with their attempts as the jobs API shows them: as runs. */
@Singleton
final class RunViews {
    /** More of a log is read at its own path: a page of runs must stay small. */
    private static final int LONGEST_LOG = 64 * 1024;

    private final Tasks tasks;
    private final Progress progress;
    private final Json json;

    RunViews(Tasks tasks, Progress progress, Json json) {
        this.tasks = tasks;
        this.progress = progress;
        this.json = json;
    }

    /** The runs of these histories, in their order. */
    List<RunView> view(List<TaskHistory> histories) {
        var ids = histories.stream().map(history -> history.task().id()).toList();
        var logs = tasks.lastLogs(ids, LONGEST_LOG + 1);
        var percents = progress.of(ids);
        var views = new ArrayList<RunView>();
        for (int i = 0; i < histories.size(); i++) {
            views.add(view(histories.get(i), logs.get(i), percents.get(ids.get(i))));
        }
        return views;
    }

    private RunView view(TaskHistory history, String log, @Nullable Integer percent) {
        var task = history.task();
        var last = history.attempts().isEmpty() ? null : history.attempts().getLast();
        boolean cut = log.length() > LONGEST_LOG;
        return new RunView(
                task.id(),
                task.job(),
                status(history),
                task.plannedAt(),
                last == null ? null : last.startedAt(),
                history.endedAt(),
                cut ? log.substring(0, LONGEST_LOG) : log,
                cut,
                last == null ? null : last.error(),
                history.reason(),
                Math.max(0, history.counted() - 1),
                last == null || last.result() == null ? null : json.stored(last.result()),
                percent,
                history.attempts().stream()
                        .map(attempt -> AttemptViews.view(attempt, json))
                        .toList(),
                task.createdAt());
    }

    /** The jobs API's words; a run that waits although it was attempted is in {@code retry}. */
    private static String status(TaskHistory history) {
        return switch (history.status()) {
            case PENDING -> history.counted() > 0 ? "retry" : "pending";
            case QUEUED, DISPATCHED -> "pending";
            case RUNNING -> "running";
            case COMPLETED -> "success";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }
}
