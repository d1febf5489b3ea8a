-- Named places that targets go to, with what all of them share.
CREATE TABLE connection (
    name text PRIMARY KEY,
    kind target_kind NOT NULL,
    settings jsonb NOT NULL,
    concurrency integer CONSTRAINT connection_concurrency_is_positive CHECK (concurrency >= 1),
    rate_per_second double precision,
    rate_burst integer,
    -- What the rate permits at once, as it was at that moment.
    tokens double precision NOT NULL DEFAULT 0,
    counted_at timestamptz NOT NULL DEFAULT app_now(),
    created_at timestamptz NOT NULL DEFAULT app_now(),
    updated_at timestamptz NOT NULL DEFAULT app_now(),
    updated_by text NOT NULL,
    CONSTRAINT connection_rate_is_whole CHECK ((rate_per_second IS NULL) = (rate_burst IS NULL)),
    CONSTRAINT connection_rate_is_positive CHECK (rate_per_second > 0 AND rate_burst >= 1)
);

-- Which connection a target goes by; and which tasks there may be only so many of at once.
ALTER TABLE template ADD COLUMN connection text;
ALTER TABLE job
    ADD COLUMN connection text,
    ADD COLUMN concurrency_key text,
    ADD COLUMN concurrency_max ordinal;
ALTER TABLE task
    ADD COLUMN connection text,
    ADD COLUMN concurrency_key text,
    ADD COLUMN concurrency_max ordinal;

CREATE INDEX job_connection ON job (connection) WHERE connection IS NOT NULL AND deleted_at IS NULL;

-- What a task is limited by: the gate of its concurrency key, and that of its connection. It stands behind one after
-- the other before it can be popped. A tilde is behind all letters, and so these gates are behind all places.
CREATE FUNCTION limits_of(concurrency_key text, connection text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN concurrency_key IS NOT NULL OR connection IS NOT NULL
        THEN ARRAY['~key:' || concurrency_key, '~connection:' || connection]
    END;

ALTER TABLE ready
    ADD COLUMN limits text[],
    ALTER COLUMN gate TYPE text COLLATE "C";
ALTER TABLE lease ADD COLUMN limits text[];

CREATE INDEX ready_limited ON ready (gate, rank, seq) WHERE gate >= '~';
CREATE INDEX ready_key ON ready ((limits[1])) WHERE limits[1] IS NOT NULL AND gate IS DISTINCT FROM limits[1];
CREATE INDEX ready_connection ON ready ((limits[2])) WHERE limits[2] IS NOT NULL AND gate IS NULL;
CREATE INDEX lease_key ON lease ((limits[1])) WHERE limits[1] IS NOT NULL;
CREATE INDEX lease_connection ON lease ((limits[2])) WHERE limits[2] IS NOT NULL;

-- How many tasks of a key are through its gate: those that somebody has, and those that wait for somebody to pop them.
CREATE FUNCTION under_key(gate_of_key text) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN (SELECT count(*) FROM lease WHERE limits[1] = gate_of_key)
         + (SELECT count(*)
            FROM ready
            WHERE limits[1] = gate_of_key
              AND gate IS DISTINCT FROM limits[1]
              AND (gate IS NULL OR gate = limits[2]));

-- Tasks behind gates are ranked again as well, after those that are not.
ALTER TABLE reranking ADD COLUMN after_gate text COLLATE "C";
