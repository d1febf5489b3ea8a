-- What a candidate beside a queue's ranker said of some tasks, and what that ranker said: the newest 10 000 of a queue.
-- Ranks are of a moment and belong to no task that is still there.
CREATE TABLE shadow_rank (
    queue text NOT NULL REFERENCES queue ON DELETE CASCADE,
    number bigint GENERATED ALWAYS AS IDENTITY,
    task_id uuid NOT NULL,
    tenant text,
    class integer NOT NULL,
    ranker bigint NOT NULL,
    rank bigint NOT NULL,
    shadow bigint NOT NULL,
    shadow_rank bigint NOT NULL,
    ranked_at timestamptz NOT NULL,
    PRIMARY KEY (queue, number),
    CONSTRAINT shadow_rank_class_is_known CHECK (class BETWEEN 1 AND 5)
);

-- Work of the past, done again under other rankers. Any scheduler that has none under way takes the oldest that is
-- queued and writes its heartbeat while it is at it.
CREATE TABLE simulation (
    id uuid PRIMARY KEY,
    queue text NOT NULL,
    rankers jsonb[] NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    workers integer,
    most integer NOT NULL,
    status text NOT NULL DEFAULT 'queued',
    progress double precision NOT NULL DEFAULT 0,
    reason text,
    result jsonb,
    asked_at timestamptz NOT NULL DEFAULT app_now(),
    asked_by text NOT NULL,
    started_at timestamptz,
    heartbeat_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT simulation_status_is_known CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    CONSTRAINT simulation_window_is_one CHECK (from_at < to_at),
    CONSTRAINT simulation_workers_are_some CHECK (workers >= 1),
    CONSTRAINT simulation_is_bounded CHECK (most BETWEEN 1 AND 200000 AND cardinality(rankers) BETWEEN 1 AND 5),
    CONSTRAINT simulation_progress_is_a_share CHECK (progress BETWEEN 0 AND 1),
    CONSTRAINT simulation_running_has_heartbeat CHECK (status <> 'running' OR heartbeat_at IS NOT NULL),
    CONSTRAINT simulation_end_is_whole
        CHECK ((status IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)),
    CONSTRAINT simulation_failure_has_reason CHECK ((status = 'failed') = (reason IS NOT NULL)),
    CONSTRAINT simulation_done_has_result CHECK ((status = 'done') = (result IS NOT NULL))
);

CREATE INDEX simulation_asked ON simulation (asked_at, id);
CREATE INDEX simulation_queued ON simulation (asked_at, id) WHERE status = 'queued';
