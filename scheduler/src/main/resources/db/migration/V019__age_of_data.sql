-- When the data came to be that a task works on, as far as whoever pushed it said: for rankers that weigh its age.
ALTER TABLE task
    ADD COLUMN data_at timestamptz;
