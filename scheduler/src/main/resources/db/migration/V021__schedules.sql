-- What a job says of its planned times: within which bounds they lie, how far it is due behind them, what becomes of
-- those that were missed, or come while a task lives; and how it takes the clock's changes.
ALTER TABLE job
    ADD COLUMN start_at timestamptz,
    ADD COLUMN end_at timestamptz,
    ADD COLUMN spread_millis bigint NOT NULL DEFAULT 0,
    ADD COLUMN gap text NOT NULL DEFAULT 'shift',
    ADD COLUMN twice text NOT NULL DEFAULT 'once',
    ADD COLUMN catch_up text NOT NULL DEFAULT 'last',
    ADD COLUMN catch_up_count integer NOT NULL DEFAULT 100,
    ADD COLUMN catch_up_age_millis bigint DEFAULT 86400000,
    ADD COLUMN catch_up_spacing_millis bigint NOT NULL DEFAULT 0,
    ADD COLUMN overlap text NOT NULL DEFAULT 'allow',
    -- Where its tasks are pushed; nothing for workers that come for them.
    ADD COLUMN target text,
    ADD COLUMN target_settings jsonb,
    ADD COLUMN template text,
    -- Who paused it; nothing for one that nobody paused.
    ADD COLUMN paused_at timestamptz,
    ADD COLUMN paused_by text,
    ADD COLUMN pause_note text,
    ADD CONSTRAINT job_spread_is_bounded CHECK (spread_millis BETWEEN 0 AND 86400000),
    ADD CONSTRAINT job_gap_is_known CHECK (gap IN ('shift', 'skip')),
    ADD CONSTRAINT job_twice_is_known CHECK (twice IN ('once', 'twice')),
    ADD CONSTRAINT job_catch_up_is_known CHECK (catch_up IN ('skip', 'last', 'all')),
    ADD CONSTRAINT job_catch_up_count_is_bounded CHECK (catch_up_count BETWEEN 1 AND 1000),
    ADD CONSTRAINT job_catch_up_age_is_positive CHECK (catch_up_age_millis > 0),
    ADD CONSTRAINT job_catch_up_spacing_is_no_debt CHECK (catch_up_spacing_millis >= 0),
    ADD CONSTRAINT job_overlap_is_known CHECK (overlap IN ('allow', 'skip', 'queue_one', 'cancel_old')),
    ADD CONSTRAINT job_target_is_known CHECK (target IN ('rest', 'kafka', 'redis')),
    ADD CONSTRAINT job_target_is_whole CHECK ((target IS NULL) = (target_settings IS NULL)),
    ADD CONSTRAINT job_pause_is_whole CHECK ((paused_at IS NULL) = (paused_by IS NULL)),
    -- A paused job keeps the due time that nobody has decided.
    DROP CONSTRAINT job_resting_is_not_due,
    ADD CONSTRAINT job_resting_is_not_due
        CHECK (next_due_at IS NULL OR origin = 'kat' OR (status <> 'completed' AND schedule_expression <> 'manual'));

-- OpenKAT's schedules catch up with what is due however late it is, and are not beside themselves.
UPDATE job
SET catch_up_count = 1, catch_up_age_millis = NULL, overlap = 'skip'
WHERE origin = 'kat';

-- The ledger: what became of a planned time, or of many in a row alike. What was noted so far got a task, or went to
-- one that lived.
ALTER TABLE occurrence
    ADD COLUMN until_at timestamptz,
    ADD COLUMN count integer NOT NULL DEFAULT 1,
    ADD COLUMN outcome text NOT NULL DEFAULT 'ran',
    ADD COLUMN reason text,
    ALTER COLUMN task_id DROP NOT NULL;

UPDATE occurrence
SET until_at = occurrence.planned_at,
    outcome = CASE WHEN task.planned_at IS DISTINCT FROM occurrence.planned_at THEN 'coalesced' ELSE 'ran' END
FROM occurrence AS noted
LEFT JOIN task ON task.id = noted.task_id
WHERE noted.job_id = occurrence.job_id
  AND noted.planned_at = occurrence.planned_at;

ALTER TABLE occurrence
    ALTER COLUMN until_at SET NOT NULL,
    ADD CONSTRAINT occurrence_is_a_stretch CHECK (until_at >= planned_at AND count BETWEEN 1 AND 10000),
    ADD CONSTRAINT occurrence_outcome_is_known CHECK (outcome IN ('ran', 'coalesced', 'skipped')),
    ADD CONSTRAINT occurrence_skipped_has_reason CHECK ((outcome = 'skipped') = (reason IS NOT NULL)),
    ADD CONSTRAINT occurrence_has_task CHECK (outcome = 'skipped' OR task_id IS NOT NULL),
    ADD CONSTRAINT occurrence_ran_is_one CHECK (outcome <> 'ran' OR count = 1);

-- The ledger of all jobs in a window.
CREATE INDEX occurrence_time ON occurrence (planned_at, job_id);

-- A task that waits for the end of another, however that ends.
ALTER TABLE prerequisite
    ADD COLUMN any_end boolean NOT NULL DEFAULT false;
-- Where tasks wait that are pushed to a target, unless their job names another queue: it is as the default queue is.
INSERT INTO queue (
    id, ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths, max_retries,
    retry_delay_millis, backoff_factor, timeout_millis, composition)
SELECT 'dispatch', ranker, maxsize, allow_replace, allow_updates, allow_priority_updates, lease_seconds, max_deaths,
       max_retries, retry_delay_millis, backoff_factor, timeout_millis, composition
FROM queue
WHERE id = 'default'
ON CONFLICT DO NOTHING;
