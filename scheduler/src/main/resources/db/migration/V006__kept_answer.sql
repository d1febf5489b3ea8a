-- The answers of requests that were sent with an idempotency key, for whoever sends them again.
CREATE TABLE kept_answer (
    scope text PRIMARY KEY,
    fingerprint text NOT NULL,
    status integer NOT NULL,
    body text,
    task_ids uuid[],
    fences bigint[],
    kept_at timestamptz NOT NULL DEFAULT app_now(),
    CONSTRAINT kept_answer_leases_are_whole CHECK (cardinality(task_ids) = cardinality(fences))
);

CREATE INDEX kept_answer_age ON kept_answer (kept_at);
