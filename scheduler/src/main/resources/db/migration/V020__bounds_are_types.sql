-- Bounds that one column can show are its type: PostgreSQL reads a type's constraint once for each connection, a table's
-- with every statement that writes to it, and that was a fifth of the database's time for a push.
CREATE DOMAIN priority AS integer CONSTRAINT priority_is_positive CHECK (value >= 1);
CREATE DOMAIN tally AS integer CONSTRAINT tally_is_a_number CHECK (value >= 0);
CREATE DOMAIN ordinal AS integer CONSTRAINT ordinal_is_positive CHECK (value >= 1);
CREATE DOMAIN retry_limit AS integer CONSTRAINT retries_are_bounded CHECK (value BETWEEN 0 AND 100);
CREATE DOMAIN retry_delay AS bigint CONSTRAINT retry_delay_is_bounded CHECK (value BETWEEN 0 AND 86400000);
CREATE DOMAIN backoff AS double precision CONSTRAINT backoff_is_bounded CHECK (value BETWEEN 1 AND 10);
CREATE DOMAIN timeout AS bigint CONSTRAINT timeout_is_bounded CHECK (value BETWEEN 1 AND 604800000);
CREATE DOMAIN lease_length AS double precision CONSTRAINT lease_length_is_positive CHECK (value > 0);
CREATE DOMAIN ending AS text
    CONSTRAINT ending_is_known CHECK (value IN ('succeeded', 'failed', 'released', 'lost', 'cancelled'));
CREATE DOMAIN end_status AS text CONSTRAINT end_is_final CHECK (value IN ('completed', 'failed', 'cancelled'));
CREATE DOMAIN move AS text
    CONSTRAINT move_is_known CHECK (value IN ('pending', 'queued', 'completed', 'failed', 'cancelled'));

DROP VIEW kat_task, task_status;

ALTER TABLE task
    DROP CONSTRAINT task_priority_is_positive,
    DROP CONSTRAINT task_retries_are_bounded,
    DROP CONSTRAINT task_retry_delay_is_bounded,
    DROP CONSTRAINT task_backoff_is_bounded,
    DROP CONSTRAINT task_timeout_is_bounded,
    DROP CONSTRAINT task_counted_is_a_number,
    DROP CONSTRAINT task_end_is_final,
    DROP CONSTRAINT task_end_is_whole,
    DROP CONSTRAINT task_failure_has_reason,
    ALTER COLUMN priority TYPE priority,
    ALTER COLUMN max_retries TYPE retry_limit,
    ALTER COLUMN retry_delay_millis TYPE retry_delay,
    ALTER COLUMN backoff_factor TYPE backoff,
    ALTER COLUMN timeout_millis TYPE timeout,
    ALTER COLUMN counted TYPE tally,
    ALTER COLUMN end_status TYPE end_status,
    ADD CONSTRAINT task_end_is_whole CHECK (
        (end_status IS NULL) = (ended_at IS NULL)
        AND (end_status IS NULL) = (counted IS NULL)
        AND coalesce(end_status = 'failed', false) = (end_reason IS NOT NULL));

ALTER TABLE waiting
    DROP CONSTRAINT waiting_is_counted,
    ALTER COLUMN counted TYPE tally,
    ALTER COLUMN deaths TYPE tally,
    ALTER COLUMN pops TYPE tally;

ALTER TABLE ready
    DROP CONSTRAINT ready_is_counted,
    ALTER COLUMN counted TYPE tally,
    ALTER COLUMN deaths TYPE tally,
    ALTER COLUMN pops TYPE tally;

ALTER TABLE lease
    DROP CONSTRAINT lease_is_counted,
    DROP CONSTRAINT lease_length_is_positive,
    ALTER COLUMN counted TYPE tally,
    ALTER COLUMN deaths TYPE tally,
    ALTER COLUMN pops TYPE ordinal,
    ALTER COLUMN length_seconds TYPE lease_length;

ALTER TABLE attempt
    DROP CONSTRAINT attempt_counted_is_a_number,
    DROP CONSTRAINT attempt_ending_is_known,
    DROP CONSTRAINT attempt_move_is_known,
    DROP CONSTRAINT attempt_end_is_counted,
    DROP CONSTRAINT attempt_failure_has_reason,
    ALTER COLUMN counted TYPE tally,
    ALTER COLUMN ending TYPE ending,
    ALTER COLUMN moved_to TYPE move,
    ADD CONSTRAINT attempt_end_is_whole CHECK (
        (counted IS NOT NULL) = (moved_to IN ('completed', 'failed', 'cancelled'))
        AND (end_reason IS NOT NULL) = (moved_to = 'failed'));

ALTER TABLE job
    DROP CONSTRAINT job_priority_is_positive,
    DROP CONSTRAINT job_retries_are_bounded,
    DROP CONSTRAINT job_retry_delay_is_bounded,
    DROP CONSTRAINT job_backoff_is_bounded,
    DROP CONSTRAINT job_timeout_is_bounded,
    ALTER COLUMN priority TYPE priority,
    ALTER COLUMN max_retries TYPE retry_limit,
    ALTER COLUMN retry_delay_millis TYPE retry_delay,
    ALTER COLUMN backoff_factor TYPE backoff,
    ALTER COLUMN timeout_millis TYPE timeout;

ALTER TABLE queue
    DROP CONSTRAINT queue_retries_are_bounded,
    DROP CONSTRAINT queue_retry_delay_is_bounded,
    DROP CONSTRAINT queue_backoff_is_bounded,
    DROP CONSTRAINT queue_timeout_is_bounded,
    ALTER COLUMN max_retries TYPE retry_limit,
    ALTER COLUMN retry_delay_millis TYPE retry_delay,
    ALTER COLUMN backoff_factor TYPE backoff,
    ALTER COLUMN timeout_millis TYPE timeout;

-- KAT's seven words for where every task stands.
CREATE VIEW task_status AS
SELECT task.id,
       CASE
           WHEN lease.started_at IS NOT NULL THEN 'running'
           WHEN lease.task_id IS NOT NULL THEN 'dispatched'
           WHEN ready.task_id IS NOT NULL THEN 'queued'
           WHEN waiting.task_id IS NOT NULL THEN 'pending'
           ELSE task_end.status
       END AS status,
       coalesce(lease.counted, ready.counted, waiting.counted, task_end.counted) AS counted,
       task_end.reason AS end_reason,
       task_end.ended_at
FROM task
LEFT JOIN lease ON lease.task_id = task.id
LEFT JOIN ready ON ready.task_id = task.id
LEFT JOIN waiting ON waiting.task_id = task.id
LEFT JOIN LATERAL (
    SELECT moved_to AS status, end_reason AS reason, attempt.ended_at, attempt.counted
    FROM attempt
    WHERE attempt.task_id = task.id
      AND moved_to IN ('completed', 'failed', 'cancelled')
    UNION ALL
    SELECT task.end_status, task.end_reason, task.ended_at, task.counted
    WHERE task.end_status IS NOT NULL
) AS task_end ON true;

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

-- A column that has another type has no statistics.
ANALYZE task, attempt, waiting, ready, lease, job, queue;
