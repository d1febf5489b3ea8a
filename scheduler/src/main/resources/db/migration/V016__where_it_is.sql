-- Where what was made is found: a part of the answer that is said again.
ALTER TABLE kept_answer
    ADD COLUMN location text;
