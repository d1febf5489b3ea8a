-- A job another system made is known to it by a key of its own: OpenKAT's schedules by their hash. The key of a deleted
-- job is free again.
ALTER TABLE job
    ADD COLUMN external_key text,
    DROP CONSTRAINT job_active_is_due,
    ADD CONSTRAINT job_active_is_due
        CHECK (next_due_at IS NOT NULL OR status <> 'active' OR schedule_expression = 'manual'),
    -- OpenKAT's keep their deadline while they are disabled, and may be given one without a schedule.
    ADD CONSTRAINT job_resting_is_not_due
        CHECK (next_due_at IS NULL OR origin = 'kat' OR (status = 'active' AND schedule_expression <> 'manual'));

CREATE UNIQUE INDEX job_external_key ON job (origin, external_key)
    WHERE external_key IS NOT NULL AND deleted_at IS NULL;
-- OpenKAT's lists, newest first.
CREATE INDEX job_kat ON job (created_at, id) WHERE origin = 'kat' AND deleted_at IS NULL;

-- Whether work of an identity is under way. Only tasks of OpenKAT have one.
CREATE INDEX waiting_hash ON waiting (queue, hash) WHERE hash IS NOT NULL;
CREATE INDEX lease_hash ON lease (queue, hash) WHERE hash IS NOT NULL;

-- OpenKAT's schedules in OpenKAT's words, for reading and filtering.
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
WHERE origin = 'kat'
  AND deleted_at IS NULL;
