-- Where a task is pushed is its own: what its job says later is said of later tasks.
CREATE DOMAIN target_kind AS text CONSTRAINT target_is_known CHECK (VALUE IN ('rest', 'kafka', 'redis'));

ALTER TABLE task
    ADD COLUMN target target_kind,
    ADD COLUMN target_settings jsonb;

-- A queue is popped by workers or by the scheduler, never by both.
ALTER TABLE queue
    ADD COLUMN dispatched boolean NOT NULL DEFAULT false;
UPDATE queue SET dispatched = true WHERE id = 'dispatch';

-- Behind a gate a task is queued and keeps its rank, and stands where nobody pops.
ALTER TABLE ready
    ADD COLUMN gate text;
DROP INDEX ready_rank;
CREATE UNIQUE INDEX ready_rank ON ready (queue, rank, seq) WHERE gate IS NULL;
CREATE INDEX ready_gate ON ready (queue, gate, rank, seq) WHERE gate IS NOT NULL;

-- Gates that are shut. One without a row is open, and whoever finds tasks behind it lets them through.
CREATE TABLE gate (
    queue text NOT NULL REFERENCES queue (id) ON DELETE CASCADE,
    name text NOT NULL,
    reason text NOT NULL,
    failures integer NOT NULL CONSTRAINT gate_has_a_reason CHECK (failures >= 1),
    shut_at timestamptz NOT NULL DEFAULT app_now(),
    try_at timestamptz NOT NULL,
    PRIMARY KEY (queue, name)
);
