-- How fast the tasks of each queue start lately, as each scheduler has seen it, and when somebody last asked it for
-- tasks. Written about once a second, and never by a push or a pop.
CREATE TABLE pace (
    queue text NOT NULL REFERENCES queue ON DELETE CASCADE,
    scheduler uuid NOT NULL,
    started double precision NOT NULL,
    seconds double precision NOT NULL,
    told_at timestamptz NOT NULL,
    asked_at timestamptz,
    PRIMARY KEY (queue, scheduler)
);
