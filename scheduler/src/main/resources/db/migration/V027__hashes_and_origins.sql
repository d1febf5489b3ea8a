-- The tasks of a job are looked for by their hash in whatever queue they stand, for a job may have moved since: so the
-- hash comes first. What is looked for in one queue is found as before.
CREATE UNIQUE INDEX ready_hash_first ON ready (hash, queue) WHERE hash IS NOT NULL;
CREATE INDEX waiting_hash_first ON waiting (hash, queue) WHERE hash IS NOT NULL;
CREATE INDEX lease_hash_first ON lease (hash, queue) WHERE hash IS NOT NULL;
DROP INDEX ready_hash;
DROP INDEX waiting_hash;
DROP INDEX lease_hash;
ALTER INDEX ready_hash_first RENAME TO ready_hash;
ALTER INDEX waiting_hash_first RENAME TO waiting_hash;
ALTER INDEX lease_hash_first RENAME TO lease_hash;

-- The jobs of one dialect, newest or oldest first.
CREATE INDEX job_origin ON job (origin, id) WHERE deleted_at IS NULL;
