package io.ordo.scheduler.postgres;

/** Which rows a filter is about, and where its columns stand in the statement. */
public enum FilteredRows {
    /**
     * Tasks: {@code task} and its {@code queue} stand in the statement under these names. Columns go by OpenKAT's names
     * and by ours.
     */
    TASKS {
        @Override
        void column(Composed sql, String name) {
            switch (name) {
                case "id" -> sql.add("task.id");
                case "scheduler_id", "queue" -> sql.add("task.queue");
                case "schedule_id", "job_id" -> sql.add("task.job_id");
                case "organisation", "owner_id" -> sql.add("task.tenant");
                case "type" -> sql.add("queue.kat_item");
                case "hash" -> sql.add("task.hash");
                case "priority" -> sql.add("task.priority");
                case "data", "payload" -> sql.add("task.payload");
                case "created_at" -> sql.add("task.created_at");
                case "status" -> sql.add(STATUS);
                case "modified_at" -> sql.add(MODIFIED_AT);
                default -> throw new IllegalArgumentException("tasks have no column " + name);
            }
        }

        @Override
        FilteredRows related(Composed sql, String relation) {
            sql.add("EXISTS (SELECT 1 FROM kat_schedule AS schedule WHERE schedule.id = task.job_id AND ");
            return SCHEDULES;
        }
    },
    /** Schedules: {@code kat_schedule} stands in the statement as {@code schedule}. */
    SCHEDULES {
        @Override
        void column(Composed sql, String name) {
            switch (name) {
                case "id" -> sql.add("schedule.id");
                case "scheduler_id" -> sql.add("schedule.scheduler_id");
                case "organisation" -> sql.add("schedule.organisation");
                case "hash" -> sql.add("schedule.hash");
                case "data" -> sql.add("schedule.data");
                case "enabled" -> sql.add("schedule.enabled");
                case "schedule" -> sql.add("schedule.schedule");
                case "deadline_at" -> sql.add("schedule.deadline_at");
                case "created_at" -> sql.add("schedule.created_at");
                case "modified_at" -> sql.add("schedule.modified_at");
                default -> throw new IllegalArgumentException("schedules have no column " + name);
            }
        }

        @Override
        FilteredRows related(Composed sql, String relation) {
            sql.add("EXISTS (SELECT 1 FROM task JOIN queue ON queue.id = task.queue AND queue.kat_item IS NOT NULL"
                    + " WHERE task.job_id = schedule.id AND task.hash IS NOT NULL AND ");
            return TASKS;
        }
    };

    /** Each small place is hashed once; what is in none of them was completed. */
    private static final String STATUS = """
            CASE
                WHEN EXISTS (SELECT 1 FROM ready WHERE ready.task_id = task.id) THEN 'queued'
                WHEN EXISTS (SELECT 1 FROM waiting WHERE waiting.task_id = task.id) THEN 'pending'
                WHEN EXISTS (SELECT 1 FROM lease WHERE lease.task_id = task.id AND started_at IS NULL)
                    THEN 'dispatched'
                WHEN EXISTS (SELECT 1 FROM lease WHERE lease.task_id = task.id) THEN 'running'
                WHEN EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.id AND moved_to = 'failed')
                    THEN 'failed'
                WHEN EXISTS (SELECT 1 FROM attempt WHERE attempt.task_id = task.id AND moved_to = 'cancelled')
                    THEN 'cancelled'
                ELSE coalesce(task.end_status, 'completed')
            END""";

    /** By the primary keys of lease and attempt, once a task. */
    private static final String MODIFIED_AT = """
            greatest(
                task.created_at,
                task.ended_at,
                (SELECT coalesce(lease.started_at, lease.popped_at) FROM lease WHERE lease.task_id = task.id),
                (SELECT max(attempt.ended_at) FROM attempt WHERE attempt.task_id = task.id))""";

    /** Adds the column of that name. */
    abstract void column(Composed sql, String name);

    /** Opens a condition on related rows; what follows is about those, and ends with a closing parenthesis. */
    abstract FilteredRows related(Composed sql, String relation);
}
