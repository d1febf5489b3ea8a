-- Whoever queues tasks that have an identity does so in turn: each sees what the one before committed.
CREATE FUNCTION lock_intake(asked_queue text) RETURNS void
    LANGUAGE sql
    RETURN pg_advisory_xact_lock(hashtextextended('ordo_intake ' || asked_queue, 0));

-- The identity a task that is queued again may keep: none when another of its kind was queued meanwhile. Volatile, so
-- that it sees what was committed while it waited, and what the statement that asks has queued itself.
CREATE OR REPLACE FUNCTION free_hash(asked_queue text, asked_hash text) RETURNS text
    LANGUAGE sql VOLATILE STRICT
    BEGIN ATOMIC
        SELECT lock_intake(asked_queue);
        SELECT CASE
            WHEN NOT EXISTS (SELECT 1 FROM ready WHERE ready.queue = asked_queue AND ready.hash = asked_hash)
            THEN asked_hash
        END;
    END;
