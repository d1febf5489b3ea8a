-- How many tasks of a queue are pending is counted, to a bound, by reading this index alone.
CREATE INDEX waiting_queue ON waiting (queue);
