-- Windows of the past whose planned times get tasks, because somebody asked. Any scheduler takes one that may go on, and
-- holds its row while it makes the tasks of a step: they, the ledger and how far it is are one transaction.
CREATE TABLE backfill (
    id uuid PRIMARY KEY,
    job_id uuid NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    rerun boolean NOT NULL,
    rate double precision NOT NULL,
    note text,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT app_now(),
    status text NOT NULL DEFAULT 'queued',
    -- The planned times of the window, oldest first, as the schedule said when it was asked for.
    times timestamptz[],
    total integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    made integer NOT NULL DEFAULT 0,
    ran integer NOT NULL DEFAULT 0,
    open integer NOT NULL DEFAULT 0,
    reason text,
    -- Nobody goes on with it before.
    next_at timestamptz NOT NULL DEFAULT app_now(),
    started_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT backfill_window_is_one CHECK (from_at < to_at),
    CONSTRAINT backfill_rate_is_bounded CHECK (rate BETWEEN 0.01 AND 100),
    CONSTRAINT backfill_status_is_known
        CHECK (status IN ('queued', 'running', 'paused', 'done', 'cancelled', 'failed')),
    CONSTRAINT backfill_is_bounded CHECK (total BETWEEN 0 AND 10000 AND cardinality(times) = total),
    CONSTRAINT backfill_sums_up CHECK (done BETWEEN 0 AND total AND done = made + ran + open),
    CONSTRAINT backfill_done_is_whole CHECK (status <> 'done' OR done = total),
    CONSTRAINT backfill_end_is_whole
        CHECK ((status IN ('done', 'cancelled', 'failed')) = (ended_at IS NOT NULL)),
    CONSTRAINT backfill_failure_has_reason CHECK ((status = 'failed') = (reason IS NOT NULL)),
    -- What has ended needs its times no more.
    CONSTRAINT backfill_open_has_times CHECK ((ended_at IS NULL) = (times IS NOT NULL))
);

CREATE INDEX backfill_job ON backfill (job_id, asked_at, id);
CREATE INDEX backfill_going ON backfill (next_at, id) WHERE status IN ('queued', 'running');
CREATE INDEX backfill_ended ON backfill (ended_at, id) WHERE ended_at IS NOT NULL;
