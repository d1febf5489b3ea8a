-- A job that was deleted names its queue for the record alone: it keeps nobody from removing that.
ALTER TABLE job
    DROP CONSTRAINT job_queue_fkey,
    ADD COLUMN live_queue text GENERATED ALWAYS AS (CASE WHEN deleted_at IS NULL THEN queue END) STORED
        REFERENCES queue;

-- What is said again under a lease that is gone is kept once.
DELETE FROM late_result
USING late_result AS earlier
WHERE earlier.task_id = late_result.task_id
  AND earlier.fence = late_result.fence
  AND earlier.ending = late_result.ending
  AND (earlier.received_at, earlier.ctid) < (late_result.received_at, late_result.ctid);
ALTER TABLE late_result ADD PRIMARY KEY (task_id, fence, ending);
DROP INDEX late_result_task;
