-- What rankers there were. A queue has one; a task was ranked by one, and says so by its number.
CREATE TABLE ranker (
    id bigint PRIMARY KEY,
    version text NOT NULL UNIQUE,
    spec jsonb NOT NULL,
    known_at timestamptz NOT NULL DEFAULT app_now()
);

-- A ranker that everybody has is known by its name; any other is made of this.
ALTER TABLE queue
    DROP CONSTRAINT queue_ranker_is_known,
    ADD COLUMN composition jsonb,
    ADD COLUMN shadow jsonb,
    ADD COLUMN updated_by text NOT NULL DEFAULT 'nobody';

-- Who chose which ranker for a queue, in their order: the last one ranks.
CREATE TABLE ranker_choice (
    queue text NOT NULL,
    number integer NOT NULL,
    ranker bigint NOT NULL REFERENCES ranker,
    chosen_at timestamptz NOT NULL DEFAULT app_now(),
    chosen_by text NOT NULL,
    note text,
    PRIMARY KEY (queue, number)
);

UPDATE queue
SET ranker = 'balanced'
WHERE id = 'default'
  AND ranker = 'aging';

-- What a rank is made of travels with the task: when it arrived, which ranker, how long it will probably take, in
-- which class its tenant was charged, and what each factor added, in milliseconds. Whose it is and how urgent stands
-- here too, so that those ahead of a task can be counted without reading it. The ranker 0 is none: what was ranked
-- before is ranked again.
ALTER TABLE ready
    ADD COLUMN tenant text,
    ADD COLUMN priority integer NOT NULL DEFAULT 3,
    ADD COLUMN arrived_at timestamptz NOT NULL DEFAULT app_now(),
    ADD COLUMN ranker bigint NOT NULL DEFAULT 0,
    ADD COLUMN expected_millis bigint,
    ADD COLUMN level smallint,
    ADD COLUMN offsets integer[] NOT NULL DEFAULT '{}';
ALTER TABLE lease
    ADD COLUMN tenant text,
    ADD COLUMN priority integer NOT NULL DEFAULT 3,
    ADD COLUMN arrived_at timestamptz NOT NULL DEFAULT app_now(),
    ADD COLUMN ranker bigint NOT NULL DEFAULT 0,
    ADD COLUMN expected_millis bigint,
    ADD COLUMN level smallint,
    ADD COLUMN offsets integer[] NOT NULL DEFAULT '{}';

UPDATE ready
SET tenant = task.tenant, priority = task.priority, arrived_at = task.created_at
FROM task
WHERE task.id = ready.task_id;
UPDATE lease
SET tenant = task.tenant, priority = task.priority, arrived_at = task.created_at
FROM task
WHERE task.id = lease.task_id;

ALTER TABLE ready
    ALTER COLUMN priority DROP DEFAULT,
    ALTER COLUMN arrived_at DROP DEFAULT,
    ALTER COLUMN ranker DROP DEFAULT,
    ALTER COLUMN offsets DROP DEFAULT;
ALTER TABLE lease
    ALTER COLUMN priority DROP DEFAULT,
    ALTER COLUMN arrived_at DROP DEFAULT,
    ALTER COLUMN ranker DROP DEFAULT,
    ALTER COLUMN offsets DROP DEFAULT;

-- The same of every attempt, for whoever asks later why a task ran when it did, and for replays. What was popped before
-- there was this says nothing.
ALTER TABLE attempt
    ADD COLUMN rank bigint,
    ADD COLUMN arrived_at timestamptz,
    ADD COLUMN ranker bigint,
    ADD COLUMN expected_millis bigint,
    ADD COLUMN offsets integer[],
    ADD COLUMN deadline_at timestamptz;

-- What is agreed with a tenant. Of whom nothing is said weighs 1 and may be urgent without limit.
CREATE TABLE tenant (
    id text PRIMARY KEY,
    weight double precision NOT NULL,
    urgent_work_millis bigint,
    urgent_period_millis bigint,
    updated_at timestamptz NOT NULL DEFAULT app_now(),
    updated_by text NOT NULL,
    CONSTRAINT tenant_weight_is_positive CHECK (weight > 0),
    CONSTRAINT tenant_budget_is_positive CHECK (urgent_work_millis > 0 AND urgent_period_millis > 0),
    CONSTRAINT tenant_budget_is_whole CHECK ((urgent_work_millis IS NULL) = (urgent_period_millis IS NULL))
);

-- When the same work was done last, for rankers that want to know: newest first.
CREATE INDEX task_identity ON task (hash, created_at) WHERE hash IS NOT NULL;

-- What schedulers remember of a queue beside its tasks, so that each knows what the others do: what tenants have asked
-- for and got, and until when they have spent their urgency. What a tenant owes stands there once for each of the five
-- levels. Written about once a second, and never by a push or a pop.
CREATE TABLE book (
    queue text PRIMARY KEY REFERENCES queue ON DELETE CASCADE,
    revision bigint NOT NULL,
    credit double precision NOT NULL,
    forgiven double precision NOT NULL,
    used_at timestamptz NOT NULL,
    tenants text[] NOT NULL,
    weights double precision[] NOT NULL,
    owed double precision[] NOT NULL,
    used double precision[] NOT NULL,
    owes_until double precision[] NOT NULL,
    urgent_tenants text[] NOT NULL,
    urgent_until double precision[] NOT NULL
);

-- How long work of a sort took: a sketch of the last few hundred times. The sort '' is all work of the queue.
CREATE TABLE duration (
    queue text NOT NULL REFERENCES queue ON DELETE CASCADE,
    sort text NOT NULL,
    sketch bytea NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (queue, sort)
);
CREATE INDEX duration_newest ON duration (queue, updated_at);

-- Queues whose tasks are being ranked again, because they have another ranker.
CREATE TABLE reranking (
    queue text PRIMARY KEY REFERENCES queue ON DELETE CASCADE,
    total bigint NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    after_rank bigint NOT NULL DEFAULT -9223372036854775808,
    after_seq bigint NOT NULL DEFAULT -9223372036854775808,
    asked_at timestamptz NOT NULL DEFAULT app_now()
);
INSERT INTO reranking (queue, total)
SELECT queue, count(*)
FROM ready
GROUP BY queue;
