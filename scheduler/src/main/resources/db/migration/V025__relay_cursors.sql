-- How far each topic has been told of events, and which scheduler is at it.
CREATE TABLE relay_cursor (
    topic text PRIMARY KEY,
    cursor text NOT NULL,
    holder uuid,
    held_until timestamptz NOT NULL,
    CONSTRAINT relay_cursor_can_be_read CHECK (cursor ~ '^[0-9]{1,18}-[0-9]{1,18}-[0-9]{1,18}$')
);
