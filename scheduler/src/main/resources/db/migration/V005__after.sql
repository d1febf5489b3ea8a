-- Tasks that wait for others to complete. Each stands in `waiting`, due at the end of all time; `after_due_at` is when
-- it is due once nothing holds it back any more.
ALTER TABLE waiting
    ADD COLUMN after_due_at timestamptz,
    ADD CONSTRAINT waiting_for_others_is_not_due CHECK (after_due_at IS NULL OR due_at = 'infinity');

-- What a task waits for, and later: what it waited for. Open until that task has ended.
CREATE TABLE prerequisite (
    task_id uuid NOT NULL,
    after_id uuid NOT NULL,
    open boolean NOT NULL DEFAULT true,
    PRIMARY KEY (task_id, after_id)
);

-- The tasks others wait for, in order: who walks them walks this index alone.
CREATE INDEX prerequisite_open ON prerequisite (after_id, task_id) WHERE open;

-- Which task does another again: a dead letter is redriven once.
CREATE INDEX task_retry_of ON task (retry_of) WHERE retry_of IS NOT NULL;

-- Dead letters nobody ever held, newest first; the others are found by attempt_failed.
CREATE INDEX task_failed ON task (ended_at, id) WHERE end_status = 'failed';
