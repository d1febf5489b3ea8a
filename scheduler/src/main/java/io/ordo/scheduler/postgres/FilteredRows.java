package io.ordo.scheduler.postgres;

/** Which rows a filter is about, and where its columns stand in the statement. */
public enum FilteredRows {
    /** Tasks: {@code task} and its {@code queue} stand in the statement under these names. */
    TASKS {
        @Override
        void column(Composed sql, String name) {
            switch (name) {
                case "id" -> sql.add("task.id");
                case "scheduler_id" -> sql.add("task.queue");
                case "schedule_id" -> sql.add("task.job_id");
                case "organisation" -> sql.add("task.tenant");
                case "type" -> sql.add("queue.kat_item");
                case "hash" -> sql.add("task.hash");
                case "priority" -> sql.add("task.priority");
                case "data" -> sql.add("task.payload");
                case "created_at" -> sql.add("task.created_at");
                case "status" -> sql.add("(SELECT kat_task.status FROM kat_task WHERE kat_task.id = task.id)");
                case "modified_at" ->
                    sql.add("(SELECT kat_task.modified_at FROM kat_task WHERE kat_task.id = task.id)");
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

    /** Adds the column of that name. */
    abstract void column(Composed sql, String name);

    /** Opens a condition on related rows; what follows is about those, and ends with a closing parenthesis. */
    abstract FilteredRows related(Composed sql, String relation);
}
