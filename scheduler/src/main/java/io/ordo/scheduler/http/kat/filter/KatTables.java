package io.ordo.scheduler.http.kat.filter;

import static java.util.Map.entry;

import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Table;
import io.ordo.scheduler.task.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What OpenKAT's clients can filter by. */
public final class KatTables {
    private static final Map<String, Kind> TASK = Map.ofEntries(
            entry("id", Kind.ID),
            entry("scheduler_id", Kind.TEXT),
            entry("schedule_id", Kind.ID),
            entry("organisation", Kind.TEXT),
            entry("type", Kind.TEXT),
            entry("hash", Kind.TEXT),
            entry("priority", Kind.NUMBER),
            entry("data", Kind.JSON),
            entry("status", Kind.WORD),
            entry("created_at", Kind.MOMENT),
            entry("modified_at", Kind.MOMENT));

    private static final Map<String, Kind> SCHEDULE = Map.of(
            "id", Kind.ID,
            "scheduler_id", Kind.TEXT,
            "organisation", Kind.TEXT,
            "hash", Kind.TEXT,
            "data", Kind.JSON,
            "enabled", Kind.TRUTH,
            "schedule", Kind.TEXT,
            "deadline_at", Kind.MOMENT,
            "created_at", Kind.MOMENT,
            "modified_at", Kind.MOMENT);

    private static final List<String> STATUSES =
            Stream.of(Status.values()).map(Status::word).toList();

    /** Tasks, and the schedule each is of. */
    public static final Table TASKS =
            new Table(TASK, STATUSES, Map.of("schedule", new Table(SCHEDULE, List.of(), Map.of())));

    /** Schedules, and the tasks of each. */
    public static final Table SCHEDULES =
            new Table(SCHEDULE, List.of(), Map.of("tasks", new Table(TASK, STATUSES, Map.of())));

    private KatTables() {}
}
