-- The only clock that decides anything. Tests replace it.
CREATE FUNCTION app_now() RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN now();

CREATE TABLE queue (
    id text PRIMARY KEY,
    ranker text NOT NULL,
    lease_seconds integer NOT NULL,
    max_deaths integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT app_now(),
    CONSTRAINT queue_ranker_is_known CHECK (ranker IN ('aging', 'priority')),
    CONSTRAINT queue_lease_is_bounded CHECK (lease_seconds BETWEEN 5 AND 86400),
    CONSTRAINT queue_deaths_are_bounded CHECK (max_deaths BETWEEN 1 AND 100)
);

INSERT INTO queue (id, ranker, lease_seconds, max_deaths)
VALUES ('default', 'aging', 60, 3);

CREATE TABLE job (
    id uuid PRIMARY KEY,
    origin text NOT NULL,
    name text NOT NULL,
    schedule_expression text NOT NULL,
    zone text NOT NULL,
    queue text NOT NULL REFERENCES queue,
    tenant text,
    priority integer NOT NULL,
    payload jsonb NOT NULL,
    max_retries integer NOT NULL,
    retry_delay_millis bigint NOT NULL,
    backoff_factor double precision NOT NULL,
    timeout_millis bigint NOT NULL,
    deadline_millis bigint,
    status text NOT NULL,
    anchor_at timestamptz NOT NULL,
    last_due_at timestamptz,
    next_due_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CONSTRAINT job_status_is_known CHECK (status IN ('active', 'paused', 'completed')),
    CONSTRAINT job_active_is_due CHECK ((next_due_at IS NOT NULL) = (status = 'active')),
    CONSTRAINT job_priority_is_positive CHECK (priority >= 1),
    CONSTRAINT job_retries_are_bounded CHECK (max_retries BETWEEN 0 AND 100),
    CONSTRAINT job_retry_delay_is_bounded CHECK (retry_delay_millis BETWEEN 0 AND 86400000),
    CONSTRAINT job_backoff_is_bounded CHECK (backoff_factor BETWEEN 1 AND 10),
    CONSTRAINT job_timeout_is_bounded CHECK (timeout_millis BETWEEN 1 AND 604800000),
    CONSTRAINT job_deadline_is_positive CHECK (deadline_millis > 0),
    CONSTRAINT job_payload_is_object CHECK (jsonb_typeof(payload) = 'object')
);

-- The planner's scan.
CREATE INDEX job_due ON job (next_due_at) WHERE status = 'active' AND deleted_at IS NULL;
-- Listings by tenant; ids are UUIDv7, so their order is the order of creation.
CREATE INDEX job_tenant ON job (tenant, id) WHERE deleted_at IS NULL;

-- Where a task stood first: ties in rank go to the smaller number.
CREATE SEQUENCE task_seq;

-- The facts of a task and, once finished, its end. A live status is not a column: it is the place the task is in.
CREATE TABLE task (
    id uuid PRIMARY KEY,
    job_id uuid,
    planned_at timestamptz,
    queue text NOT NULL,
    tenant text,
    priority integer NOT NULL,
    payload jsonb NOT NULL,
    max_retries integer NOT NULL,
    retry_delay_millis bigint NOT NULL,
    backoff_factor double precision NOT NULL,
    timeout_millis bigint NOT NULL,
    created_at timestamptz NOT NULL,
    end_status text,
    end_reason text,
    ended_at timestamptz,
    counted integer,
    CONSTRAINT task_priority_is_positive CHECK (priority >= 1),
    CONSTRAINT task_retries_are_bounded CHECK (max_retries BETWEEN 0 AND 100),
    CONSTRAINT task_retry_delay_is_bounded CHECK (retry_delay_millis BETWEEN 0 AND 86400000),
    CONSTRAINT task_backoff_is_bounded CHECK (backoff_factor BETWEEN 1 AND 10),
    CONSTRAINT task_timeout_is_bounded CHECK (timeout_millis BETWEEN 1 AND 604800000),
    CONSTRAINT task_end_is_final CHECK (end_status IN ('completed', 'failed', 'cancelled')),
    CONSTRAINT task_end_is_whole
        CHECK ((end_status IS NULL) = (ended_at IS NULL) AND (end_status IS NULL) = (counted IS NULL)),
    CONSTRAINT task_failure_has_reason CHECK (coalesce(end_status = 'failed', false) = (end_reason IS NOT NULL))
) WITH (fillfactor = 80);

-- The runs of a job, newest first.
CREATE INDEX task_job ON task (job_id, id) WHERE job_id IS NOT NULL;

-- pending: waits for due_at.
CREATE TABLE waiting (
    task_id uuid PRIMARY KEY,
    queue text NOT NULL,
    due_at timestamptz NOT NULL,
    seq bigint NOT NULL,
    counted integer NOT NULL DEFAULT 0,
    deaths integer NOT NULL DEFAULT 0,
    deadline_at timestamptz
);

CREATE INDEX waiting_due ON waiting (due_at);
CREATE INDEX waiting_deadline ON waiting (deadline_at) WHERE deadline_at IS NOT NULL;

-- queued: stands at (rank, seq), lowest first.
CREATE TABLE ready (
    task_id uuid PRIMARY KEY,
    queue text NOT NULL,
    rank bigint NOT NULL,
    seq bigint NOT NULL,
    counted integer NOT NULL DEFAULT 0,
    deaths integer NOT NULL DEFAULT 0,
    deadline_at timestamptz
);

CREATE UNIQUE INDEX ready_rank ON ready (queue, rank, seq);
CREATE INDEX ready_deadline ON ready (deadline_at) WHERE deadline_at IS NOT NULL;

-- Every pop takes the next number, so the newest fence of a task is its largest.
CREATE SEQUENCE fence_seq;

-- dispatched, and running once started_at is set. One lease a task, by primary key. The columns a heartbeat changes
-- are in no index, so that it is a HOT update; the reaper scans a table as small as what is running.
CREATE TABLE lease (
    task_id uuid PRIMARY KEY,
    fence bigint NOT NULL,
    holder text,
    queue text NOT NULL,
    rank bigint NOT NULL,
    seq bigint NOT NULL,
    counted integer NOT NULL,
    deaths integer NOT NULL,
    deadline_at timestamptz,
    length_seconds double precision NOT NULL CONSTRAINT lease_length_is_positive CHECK (length_seconds > 0),
    popped_at timestamptz NOT NULL,
    started_at timestamptz,
    expires_at timestamptz NOT NULL
) WITH (fillfactor = 70);

-- Every attempt that ended, insert-only; one that lives is its lease.
CREATE TABLE attempt (
    task_id uuid NOT NULL,
    fence bigint NOT NULL,
    holder text,
    ending text NOT NULL,
    reason text,
    error text,
    exit_code integer,
    result jsonb,
    log text,
    moved_to text NOT NULL,
    popped_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz NOT NULL,
    PRIMARY KEY (task_id, fence),
    CONSTRAINT attempt_move_is_known CHECK (moved_to IN ('pending', 'queued', 'completed', 'failed', 'cancelled')),
    CONSTRAINT attempt_ending_is_known
        CHECK (ending IN ('succeeded', 'failed', 'released', 'lost', 'cancelled'))
);

-- One planned fire time of a job and the task it became: the key makes each exactly one.
CREATE TABLE occurrence (
    job_id uuid NOT NULL,
    planned_at timestamptz NOT NULL,
    task_id uuid NOT NULL,
    PRIMARY KEY (job_id, planned_at)
);

-- KAT's seven words for where every task stands.
CREATE VIEW task_status AS
SELECT task.id,
       CASE
           WHEN task.end_status IS NOT NULL THEN task.end_status
           WHEN lease.started_at IS NOT NULL THEN 'running'
           WHEN lease.task_id IS NOT NULL THEN 'dispatched'
           WHEN ready.task_id IS NOT NULL THEN 'queued'
           WHEN waiting.task_id IS NOT NULL THEN 'pending'
       END AS status,
       coalesce(task.counted, lease.counted, ready.counted, waiting.counted) AS counted
FROM task
LEFT JOIN lease ON lease.task_id = task.id
LEFT JOIN ready ON ready.task_id = task.id
LEFT JOIN waiting ON waiting.task_id = task.id;
