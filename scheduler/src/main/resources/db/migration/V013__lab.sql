-- What a candidate beside a queue's ranker said of some tasks, and what that ranker said: the newest 10 000 of a queue.
-- Ranks are of a moment and belong to no task that is still there.
CREATE TABLE shadow_rank (
    queue text NOT NULL REFERENCES queue ON DELETE CASCADE,
    number bigint GENERATED ALWAYS AS IDENTITY,
    task_id uuid NOT NULL,
    tenant text,
    class integer NOT NULL,
    ranker bigint NOT NULL,
    rank bigint NOT NULL,
    shadow bigint NOT NULL,
    shadow_rank bigint NOT NULL,
    ranked_at timestamptz NOT NULL,
    PRIMARY KEY (queue, number),
    CONSTRAINT shadow_rank_class_is_known CHECK (class BETWEEN 1 AND 5)
);
