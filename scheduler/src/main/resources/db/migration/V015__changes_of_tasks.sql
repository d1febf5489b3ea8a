-- Who made a task more or less urgent, and when.
CREATE TABLE priority_change (
    task_id uuid NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT app_now(),
    changed_by text NOT NULL,
    priority_before integer NOT NULL,
    priority integer NOT NULL
);

CREATE INDEX priority_change_task ON priority_change (task_id, changed_at);
