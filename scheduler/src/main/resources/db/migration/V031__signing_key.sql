-- The installation's own signing keys: the newest, and those it replaced, which sign on until their end. One is whsec_
-- and Base64, or sealed under the operator's master key.
CREATE TABLE signing_key (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    secret text NOT NULL CONSTRAINT signing_key_is_one CHECK (secret ~ '^(whsec_|v1:)[A-Za-z0-9+/]+=*$'),
    made_at timestamptz NOT NULL DEFAULT app_now(),
    signs_until timestamptz
);
-- One is the newest, however many schedulers begin or rotate at once.
CREATE UNIQUE INDEX signing_key_newest ON signing_key ((signs_until IS NULL)) WHERE signs_until IS NULL;
