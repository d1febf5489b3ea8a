-- Queues with settings of their own.
ALTER TABLE queue
    ADD COLUMN maxsize integer NOT NULL DEFAULT 0,
    ADD COLUMN allow_replace boolean NOT NULL DEFAULT false,
    ADD COLUMN allow_updates boolean NOT NULL DEFAULT false,
    ADD COLUMN allow_priority_updates boolean NOT NULL DEFAULT false,
    ADD COLUMN max_retries integer NOT NULL DEFAULT 3,
    ADD COLUMN retry_delay_millis bigint NOT NULL DEFAULT 60000,
    ADD COLUMN backoff_factor double precision NOT NULL DEFAULT 2,
    ADD COLUMN timeout_millis bigint NOT NULL DEFAULT 300000,
    ADD COLUMN concurrency integer,
    ADD COLUMN rate_per_second double precision,
    ADD COLUMN rate_burst integer,
    ADD COLUMN item_schema jsonb,
    ADD COLUMN kat_item text,
    ADD COLUMN makes_schedules boolean NOT NULL DEFAULT false,
    ADD COLUMN reschedule_after_millis bigint,
    ADD COLUMN paused_at timestamptz,
    ADD COLUMN pause_note text,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT app_now(),
    DROP CONSTRAINT queue_ranker_is_known,
    ADD CONSTRAINT queue_ranker_is_known CHECK (ranker IN ('aging', 'fifo', 'priority')),
    ADD CONSTRAINT queue_maxsize_is_no_less_than_none CHECK (maxsize >= 0),
    ADD CONSTRAINT queue_retries_are_bounded CHECK (max_retries BETWEEN 0 AND 100),
    ADD CONSTRAINT queue_retry_delay_is_bounded CHECK (retry_delay_millis BETWEEN 0 AND 86400000),
    ADD CONSTRAINT queue_backoff_is_bounded CHECK (backoff_factor BETWEEN 1 AND 10),
    ADD CONSTRAINT queue_timeout_is_bounded CHECK (timeout_millis BETWEEN 1 AND 604800000),
    ADD CONSTRAINT queue_concurrency_is_positive CHECK (concurrency >= 1),
    ADD CONSTRAINT queue_rate_is_positive CHECK (rate_per_second > 0 AND rate_burst >= 1),
    ADD CONSTRAINT queue_rate_is_whole CHECK ((rate_per_second IS NULL) = (rate_burst IS NULL)),
    ADD CONSTRAINT queue_kat_item_is_known CHECK (kat_item IN ('boefje', 'normalizer', 'report', 'any')),
    ADD CONSTRAINT queue_note_is_of_a_pause CHECK (pause_note IS NULL OR paused_at IS NOT NULL);

-- OpenKAT's own queues. A worker of theirs says no heartbeat: its lease is long, and lost at its first death.
INSERT INTO queue (
    id, ranker, lease_seconds, max_deaths, max_retries, kat_item, makes_schedules, reschedule_after_millis)
VALUES
    ('boefje', 'priority', 86400, 1, 0, 'boefje', true, NULL),
    ('normalizer', 'priority', 86400, 1, 0, 'normalizer', false, NULL),
    ('report', 'priority', 86400, 1, 0, 'report', true, NULL);

-- What a queue with a rate has left of its burst, as of an instant. The row is also what claims of a queue with a
-- limit wait for, one after the other.
CREATE TABLE allowance (
    queue text PRIMARY KEY REFERENCES queue ON DELETE CASCADE,
    tokens double precision NOT NULL,
    counted_at timestamptz NOT NULL
);

ALTER TABLE task
    ADD COLUMN hash text,
    ADD COLUMN retry_of uuid;

-- The tasks of OpenKAT's lists, newest first: every one of them has a hash.
CREATE INDEX task_hashed ON task (queue, created_at, id) WHERE hash IS NOT NULL;

-- Whoever ends a task with an attempt writes the end there, insert-only: the task's own row is never touched again,
-- which halves the cost of a settlement. Only a task that ends before anybody held it has its end in its own row.
ALTER TABLE attempt
    ADD COLUMN counted integer,
    ADD COLUMN end_reason text;
UPDATE attempt
SET counted = task.counted, end_reason = task.end_reason
FROM task
WHERE task.id = attempt.task_id
  AND moved_to IN ('completed', 'failed', 'cancelled');
UPDATE task
SET end_status = NULL, end_reason = NULL, ended_at = NULL, counted = NULL
WHERE EXISTS (
    SELECT 1
    FROM attempt
    WHERE attempt.task_id = task.id
      AND moved_to IN ('completed', 'failed', 'cancelled'));
ALTER TABLE attempt
    ADD CONSTRAINT attempt_end_is_counted
        CHECK ((counted IS NOT NULL) = (moved_to IN ('completed', 'failed', 'cancelled'))),
    ADD CONSTRAINT attempt_failure_has_reason CHECK ((end_reason IS NOT NULL) = (moved_to = 'failed'));

-- Dead letters, newest first.
CREATE INDEX attempt_failed ON attempt (ended_at, task_id) WHERE moved_to = 'failed';

-- `pops` counts every pop of the task so far; `hash` keeps a second task of the same identity out of the queue.
ALTER TABLE waiting
    ADD COLUMN pops integer NOT NULL DEFAULT 0,
    ADD COLUMN hash text;
ALTER TABLE ready
    ADD COLUMN pops integer NOT NULL DEFAULT 0,
    ADD COLUMN hash text;
ALTER TABLE lease
    ADD COLUMN pops integer NOT NULL DEFAULT 1,
    ADD COLUMN hash text;
ALTER TABLE lease
    ALTER COLUMN pops DROP DEFAULT;

UPDATE waiting SET pops = (SELECT count(*) FROM attempt WHERE attempt.task_id = waiting.task_id);
UPDATE ready SET pops = (SELECT count(*) FROM attempt WHERE attempt.task_id = ready.task_id);
UPDATE lease SET pops = 1 + (SELECT count(*) FROM attempt WHERE attempt.task_id = lease.task_id);

-- Among the queued tasks of a queue there is one of each identity.
CREATE UNIQUE INDEX ready_hash ON ready (queue, hash) WHERE hash IS NOT NULL;

-- The identity a task that is queued again may keep: none when another of its kind was queued meanwhile.
CREATE FUNCTION free_hash(asked_queue text, asked_hash text) RETURNS text
    LANGUAGE sql STABLE
    RETURN CASE
        WHEN asked_hash IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM ready WHERE ready.queue = asked_queue AND ready.hash = asked_hash)
        THEN asked_hash
    END;

-- What was said under a lease that was gone: it moved nothing, and is kept for whoever wants to know.
CREATE TABLE late_result (
    task_id uuid NOT NULL,
    fence bigint NOT NULL,
    ending text NOT NULL,
    reason text,
    error text,
    exit_code integer,
    result jsonb,
    log text,
    received_at timestamptz NOT NULL DEFAULT app_now()
);

CREATE INDEX late_result_task ON late_result (task_id, received_at);

DROP VIEW task_status;

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
