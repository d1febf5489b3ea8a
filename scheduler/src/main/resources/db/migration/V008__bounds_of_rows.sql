-- Numbers that only grow, words that are known, and bounds that the code keeps: shown by the rows themselves.
ALTER TABLE queue
    ADD CONSTRAINT queue_maxsize_is_bounded CHECK (maxsize <= 10000000);

ALTER TABLE task
    ADD CONSTRAINT task_counted_is_a_number CHECK (counted >= 0);

ALTER TABLE waiting
    ADD CONSTRAINT waiting_is_counted CHECK (counted >= 0 AND deaths >= 0 AND pops >= 0);

ALTER TABLE ready
    ADD CONSTRAINT ready_is_counted CHECK (counted >= 0 AND deaths >= 0 AND pops >= 0);

-- A lease is a pop. Whether it ends after that pop is no constraint: a heartbeat must not be refused because the
-- database's clock was set back.
ALTER TABLE lease
    ADD CONSTRAINT lease_is_counted CHECK (counted >= 0 AND deaths >= 0 AND pops >= 1);

ALTER TABLE attempt
    ADD CONSTRAINT attempt_counted_is_a_number CHECK (counted >= 0);

-- What a holder may say. Lost and cancelled is what becomes of an attempt whose holder said nothing.
ALTER TABLE late_result
    ADD CONSTRAINT late_result_ending_is_known CHECK (ending IN ('succeeded', 'failed', 'released'));
