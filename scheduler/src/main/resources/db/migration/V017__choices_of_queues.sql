-- A queue that is removed takes its choices with it: one made later under its name has chosen nothing yet.
DELETE FROM ranker_choice
WHERE NOT EXISTS (SELECT 1 FROM queue WHERE queue.id = ranker_choice.queue);
ALTER TABLE ranker_choice
    ADD CONSTRAINT ranker_choice_queue_fkey FOREIGN KEY (queue) REFERENCES queue ON DELETE CASCADE;
