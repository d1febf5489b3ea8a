-- Reusable shapes for jobs. What payloads look like is kept as it was written: forms show fields in that order.
CREATE TABLE template (
    name text PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    title text,
    payload_schema json NOT NULL,
    defaults json NOT NULL,
    target text,
    target_settings jsonb,
    queue text NOT NULL REFERENCES queue,
    schedule_expression text NOT NULL,
    zone text NOT NULL,
    gap text NOT NULL,
    twice text NOT NULL,
    start_at timestamptz,
    end_at timestamptz,
    spread_millis bigint NOT NULL,
    catch_up text NOT NULL,
    catch_up_count integer NOT NULL,
    catch_up_age_millis bigint,
    catch_up_spacing_millis bigint NOT NULL,
    overlap text NOT NULL,
    user_triggered boolean NOT NULL,
    reschedule_after_termination boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT app_now(),
    updated_at timestamptz NOT NULL DEFAULT app_now(),
    CONSTRAINT template_name_is_plain CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
    CONSTRAINT template_version_is_positive CHECK (version >= 1),
    CONSTRAINT template_payload_schema_is_an_object CHECK (json_typeof(payload_schema) = 'object'),
    CONSTRAINT template_defaults_are_an_object CHECK (json_typeof(defaults) = 'object'),
    CONSTRAINT template_target_is_known CHECK (target IN ('rest', 'kafka', 'redis')),
    CONSTRAINT template_target_is_whole CHECK ((target IS NULL) = (target_settings IS NULL)),
    CONSTRAINT template_spread_is_bounded CHECK (spread_millis BETWEEN 0 AND 86400000),
    CONSTRAINT template_gap_is_known CHECK (gap IN ('shift', 'skip')),
    CONSTRAINT template_twice_is_known CHECK (twice IN ('once', 'twice')),
    CONSTRAINT template_catch_up_is_known CHECK (catch_up IN ('skip', 'last', 'all')),
    CONSTRAINT template_catch_up_count_is_bounded CHECK (catch_up_count BETWEEN 1 AND 1000),
    CONSTRAINT template_catch_up_age_is_positive CHECK (catch_up_age_millis > 0),
    CONSTRAINT template_catch_up_spacing_is_no_debt CHECK (catch_up_spacing_millis >= 0),
    CONSTRAINT template_overlap_is_known CHECK (overlap IN ('allow', 'skip', 'queue_one', 'cancel_old')),
    CONSTRAINT template_ends_some_day CHECK (NOT (user_triggered AND reschedule_after_termination))
);

-- The jobs that were made of templates, newest first.
CREATE INDEX job_made ON job (id) WHERE template IS NOT NULL AND deleted_at IS NULL;

-- Those of one template that live: the scheduler keeps one of some.
CREATE INDEX job_made_live ON job (split_part(template, '@', 1))
    WHERE template IS NOT NULL AND status <> 'completed' AND deleted_at IS NULL;

-- How far tasks have come, as whoever executes them says. It stands beside the places: they are read and written far
-- more often than anybody reports.
CREATE TABLE task_progress (
    task_id uuid PRIMARY KEY,
    percent smallint NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT app_now(),
    CONSTRAINT task_progress_is_a_part CHECK (percent BETWEEN 0 AND 100)
);
