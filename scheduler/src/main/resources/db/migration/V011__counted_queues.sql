-- What a large bounded queue held when it was last counted, to the bound it had then, and what was pushed to it since.
CREATE TABLE intake (
    queue text PRIMARY KEY REFERENCES queue ON DELETE CASCADE,
    maxsize integer NOT NULL,
    queued integer NOT NULL,
    counted_at timestamptz NOT NULL,
    CONSTRAINT intake_is_counted CHECK (queued >= 0)
);
