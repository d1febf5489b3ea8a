-- A job that was deleted names its queue for the record alone: it keeps nobody from removing that.
ALTER TABLE job
    DROP CONSTRAINT job_queue_fkey,
    ADD COLUMN live_queue text GENERATED ALWAYS AS (CASE WHEN deleted_at IS NULL THEN queue END) STORED
        REFERENCES queue;
