-- When each job that is not deleted is due: beside its row, because a fire changes this and nothing else of it. Whoever
-- plans a job, or changes it, locks its row here first.
CREATE TABLE timing (
    job_id uuid PRIMARY KEY,
    -- Whether its status is active. What is at rest is passed by when planners look what is due.
    active boolean NOT NULL,
    last_due_at timestamptz,
    next_due_at timestamptz
);

INSERT INTO timing (job_id, active, last_due_at, next_due_at)
SELECT id, status = 'active', last_due_at, next_due_at
FROM job
WHERE deleted_at IS NULL;

-- The planner's scan.
CREATE INDEX timing_due ON timing (next_due_at) WHERE active;

DROP VIEW kat_schedule;
DROP INDEX job_due;
ALTER TABLE job
    DROP CONSTRAINT job_active_is_due,
    DROP CONSTRAINT job_resting_is_not_due,
    DROP COLUMN last_due_at,
    DROP COLUMN next_due_at;

CREATE VIEW kat_schedule AS
SELECT id,
       queue AS scheduler_id,
       tenant AS organisation,
       external_key AS hash,
       payload AS data,
       status = 'active' AS enabled,
       nullif(schedule_expression, 'manual') AS schedule,
       next_due_at AS deadline_at,
       created_at,
       updated_at AS modified_at
FROM job
-- LEFT, so that who does not ask when they are due does not pay for it.
LEFT JOIN timing ON timing.job_id = job.id
WHERE origin = 'kat'
  AND deleted_at IS NULL;
