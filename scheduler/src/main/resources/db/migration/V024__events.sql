-- Whether the moves of a queue's tasks are told.
ALTER TABLE queue
    ADD COLUMN events boolean NOT NULL DEFAULT false;
UPDATE queue SET events = true WHERE id IN ('default', 'dispatch');

-- What happened to jobs and tasks, insert-only: written by triggers with the move itself, so that no move can forget
-- it. Numbers are not in the order of commits: readers take the events of all transactions that have ended, window by
-- window, and in each in the order of the numbers.
CREATE TABLE event (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    type text NOT NULL,
    happened_at timestamptz NOT NULL DEFAULT app_now(),
    queue text NOT NULL,
    job_id uuid,
    task_id uuid,
    detail jsonb NOT NULL,
    PRIMARY KEY (transaction, number),
    CONSTRAINT event_is_of_something CHECK (job_id IS NOT NULL OR task_id IS NOT NULL),
    CONSTRAINT event_detail_is_an_object CHECK (jsonb_typeof(detail) = 'object')
);

-- Within a window.
CREATE UNIQUE INDEX event_number ON event (number);

-- One row: up to which transaction, and at most up to which number, events have been forgotten.
CREATE TABLE event_forgotten (
    horizon xid8 NOT NULL,
    number bigint NOT NULL
);
INSERT INTO event_forgotten (horizon, number) VALUES ('0', 0);

-- An instant as the API writes it; nothing for one that never comes.
CREATE FUNCTION event_time(instant timestamptz) RETURNS text
    LANGUAGE sql STABLE
    RETURN CASE WHEN isfinite(instant) THEN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') END;

-- The triggers of the places look first whether any of the queues has events: for the others that is all they do.
CREATE FUNCTION tell_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM (SELECT DISTINCT queue FROM moved) AS seen
        JOIN queue ON queue.id = seen.queue
        WHERE queue.events
    ) THEN
        INSERT INTO event (type, queue, job_id, task_id, detail)
        SELECT 'task_pending', moved.queue, task.job_id, moved.task_id,
               jsonb_strip_nulls(jsonb_build_object(
                   'due_at', event_time(moved.due_at), 'attempts', moved.counted,
                   'ending', ended.ending, 'reason', ended.reason))
        FROM moved
        JOIN queue ON queue.id = moved.queue AND queue.events
        JOIN task ON task.id = moved.task_id
        LEFT JOIN LATERAL (
            SELECT ending, reason, moved_to
            FROM attempt
            WHERE attempt.task_id = moved.task_id
            ORDER BY fence DESC
            LIMIT 1) AS ended ON moved.pops > 0 AND ended.moved_to = 'pending'
        ORDER BY moved.seq;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER waiting_is_told AFTER INSERT ON waiting
    REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION tell_pending();

CREATE FUNCTION tell_queued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM (SELECT DISTINCT queue FROM moved) AS seen
        JOIN queue ON queue.id = seen.queue
        WHERE queue.events
    ) THEN
        INSERT INTO event (type, queue, job_id, task_id, detail)
        SELECT 'task_queued', moved.queue, task.job_id, moved.task_id,
               jsonb_strip_nulls(jsonb_build_object(
                   'priority', moved.priority, 'attempts', moved.counted,
                   'ending', ended.ending, 'reason', ended.reason))
        FROM moved
        JOIN queue ON queue.id = moved.queue AND queue.events
        JOIN task ON task.id = moved.task_id
        LEFT JOIN LATERAL (
            SELECT ending, reason, moved_to
            FROM attempt
            WHERE attempt.task_id = moved.task_id
            ORDER BY fence DESC
            LIMIT 1) AS ended ON moved.pops > 0 AND ended.moved_to = 'queued'
        ORDER BY moved.seq;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER ready_is_told AFTER INSERT ON ready
    REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION tell_queued();

CREATE FUNCTION tell_dispatched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM (SELECT DISTINCT queue FROM moved) AS seen
        JOIN queue ON queue.id = seen.queue
        WHERE queue.events
    ) THEN
        INSERT INTO event (type, queue, job_id, task_id, detail)
        SELECT 'task_dispatched', moved.queue, task.job_id, moved.task_id,
               jsonb_strip_nulls(jsonb_build_object('attempt', moved.pops, 'worker', moved.holder))
        FROM moved
        JOIN queue ON queue.id = moved.queue AND queue.events
        JOIN task ON task.id = moved.task_id
        ORDER BY moved.fence;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER lease_is_told AFTER INSERT ON lease
    REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dispatched();

-- Heartbeats do not touch the column, and so cost nothing.
CREATE FUNCTION tell_running() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event (type, queue, job_id, task_id, detail)
    SELECT 'task_running', queue.id, task.job_id, task.id,
           jsonb_strip_nulls(jsonb_build_object('attempt', NEW.pops, 'worker', NEW.holder))
    FROM queue
    JOIN task ON task.id = NEW.task_id
    WHERE queue.id = NEW.queue
      AND queue.events;
    RETURN NULL;
END
$$;
CREATE TRIGGER lease_start_is_told AFTER UPDATE OF started_at ON lease
    FOR EACH ROW WHEN (OLD.started_at IS NULL AND NEW.started_at IS NOT NULL)
    EXECUTE FUNCTION tell_running();

-- Whatever ends a lease writes its attempt in the same statement; an attempt alone does not know its queue. Those that
-- lead to another try are told where the task comes to stand.
CREATE FUNCTION tell_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM (SELECT DISTINCT queue FROM held) AS seen
        JOIN queue ON queue.id = seen.queue
        WHERE queue.events
    ) THEN
        INSERT INTO event (type, queue, job_id, task_id, detail)
        SELECT 'task_' || attempt.moved_to, held.queue, task.job_id, held.task_id,
               jsonb_strip_nulls(jsonb_build_object(
                   'attempt', held.pops, 'worker', held.holder, 'attempts', attempt.counted,
                   'reason', attempt.end_reason, 'exit_code', attempt.exit_code))
        FROM held
        JOIN queue ON queue.id = held.queue AND queue.events
        JOIN attempt ON attempt.task_id = held.task_id AND attempt.fence = held.fence
        JOIN task ON task.id = held.task_id
        WHERE attempt.moved_to IN ('completed', 'failed', 'cancelled')
        ORDER BY held.fence;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER lease_end_is_told AFTER DELETE ON lease
    REFERENCING OLD TABLE AS held
    FOR EACH STATEMENT EXECUTE FUNCTION tell_end();

-- Tasks that end before anybody held them, or while they wait for another try.
CREATE FUNCTION tell_unheld_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event (type, queue, job_id, task_id, detail)
    SELECT 'task_' || NEW.end_status, queue.id, NEW.job_id, NEW.id,
           jsonb_strip_nulls(jsonb_build_object('attempts', NEW.counted, 'reason', NEW.end_reason))
    FROM queue
    WHERE queue.id = NEW.queue
      AND queue.events;
    RETURN NULL;
END
$$;
CREATE TRIGGER task_end_is_told AFTER UPDATE OF end_status ON task
    FOR EACH ROW WHEN (OLD.end_status IS NULL AND NEW.end_status IS NOT NULL)
    EXECUTE FUNCTION tell_unheld_end();

-- The progress of a job is that of its task.
CREATE FUNCTION tell_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event (type, queue, job_id, task_id, detail)
    SELECT 'task_progress', queue.id, task.job_id, task.id, jsonb_build_object('percent', NEW.percent)
    FROM task
    JOIN queue ON queue.id = task.queue AND queue.events
    WHERE task.id = NEW.task_id;
    INSERT INTO event (type, queue, job_id, detail)
    SELECT 'job_progress', task.queue, task.job_id, jsonb_build_object('percent', NEW.percent, 'task_id', task.id)
    FROM task
    WHERE task.id = NEW.task_id
      AND task.job_id IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER progress_is_told AFTER INSERT ON task_progress
    FOR EACH ROW EXECUTE FUNCTION tell_progress();
CREATE TRIGGER further_progress_is_told AFTER UPDATE ON task_progress
    FOR EACH ROW WHEN (OLD.percent <> NEW.percent)
    EXECUTE FUNCTION tell_progress();

CREATE FUNCTION tell_job_created() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event (type, queue, job_id, detail)
    VALUES ('job_created', NEW.queue, NEW.id,
            jsonb_strip_nulls(jsonb_build_object(
                'name', NEW.name, 'origin', NEW.origin, 'template', NEW.template, 'status', NEW.status)));
    RETURN NULL;
END
$$;
CREATE TRIGGER job_is_told AFTER INSERT ON job
    FOR EACH ROW EXECUTE FUNCTION tell_job_created();

-- A job ends as often as it is completed. What is deleted after it completed has been told of.
CREATE FUNCTION tell_job_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event (type, queue, job_id, detail)
    SELECT change.type, NEW.queue, NEW.id,
           jsonb_strip_nulls(jsonb_build_object('name', NEW.name) || change.detail)
    FROM (
        SELECT CASE
                   WHEN NEW.deleted_at IS NOT NULL OR NEW.status = 'completed' THEN 'job_terminated'
                   WHEN NEW.status = 'paused' THEN 'job_paused'
                   ELSE 'job_resumed'
               END AS type,
               CASE
                   WHEN NEW.deleted_at IS NOT NULL THEN jsonb_build_object('why', 'deleted')
                   WHEN NEW.status = 'completed' THEN jsonb_build_object('why', 'completed')
                   WHEN NEW.status = 'paused' THEN jsonb_build_object('by', NEW.paused_by, 'note', NEW.pause_note)
                   ELSE jsonb_build_object()
               END AS detail) AS change;
    RETURN NULL;
END
$$;
CREATE TRIGGER job_change_is_told AFTER UPDATE OF status, deleted_at ON job
    FOR EACH ROW WHEN (
        (OLD.status <> NEW.status AND NEW.deleted_at IS NULL)
        OR (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL AND OLD.status <> 'completed'))
    EXECUTE FUNCTION tell_job_changed();
