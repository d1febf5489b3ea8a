-- OpenKAT's lists count and page through an organisation's tasks: with the tenant in it the index answers both alone.
DROP INDEX task_hashed;
CREATE INDEX task_hashed ON task (queue, created_at, id) INCLUDE (tenant) WHERE hash IS NOT NULL;

-- What ended when, for statistics. Attempts are written in the order of their ends, so that a few pages hold the
-- bounds of all of them, and writing one touches none.
CREATE INDEX attempt_ended ON attempt USING brin (ended_at) WITH (autosummarize = true);

-- The few tasks that ended before anybody held them.
CREATE INDEX task_ended_unheld ON task (ended_at) WHERE end_status IS NOT NULL;

-- A value within a JSON document as a number; none where it is no number, and no text that is one.
CREATE FUNCTION json_number(document jsonb, path text[]) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN pg_input_is_valid(document #>> path, 'numeric') THEN cast(document #>> path AS numeric) END;

-- A value within a JSON document as true or false; none where it is neither.
CREATE FUNCTION json_truth(document jsonb, path text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN pg_input_is_valid(document #>> path, 'boolean') THEN cast(document #>> path AS boolean) END;

-- A task as OpenKAT sees it; its columns are theirs. What is not asked for costs nothing.
CREATE VIEW kat_task AS
SELECT task.id,
       task.queue AS scheduler_id,
       task.job_id AS schedule_id,
       task.tenant AS organisation,
       queue.kat_item AS type,
       task.hash,
       task.priority,
       task.payload AS data,
       CASE
           WHEN lease.started_at IS NOT NULL THEN 'running'
           WHEN lease.task_id IS NOT NULL THEN 'dispatched'
           WHEN ready.task_id IS NOT NULL THEN 'queued'
           WHEN waiting.task_id IS NOT NULL THEN 'pending'
           ELSE coalesce(
               task.end_status,
               (SELECT attempt.moved_to
                FROM attempt
                WHERE attempt.task_id = task.id
                  AND attempt.moved_to IN ('completed', 'failed', 'cancelled')))
       END AS status,
       task.created_at,
       greatest(
           task.created_at,
           task.ended_at,
           lease.popped_at,
           lease.started_at,
           (SELECT max(attempt.ended_at) FROM attempt WHERE attempt.task_id = task.id)) AS modified_at
FROM task
JOIN queue ON queue.id = task.queue AND queue.kat_item IS NOT NULL
LEFT JOIN lease ON lease.task_id = task.id
LEFT JOIN ready ON ready.task_id = task.id
LEFT JOIN waiting ON waiting.task_id = task.id
WHERE task.hash IS NOT NULL;
