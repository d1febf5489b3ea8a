package io.ordo.scheduler.postgres.plan;

import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The templates, in their table. */
public final class PostgresTemplates implements Templates {
    private final Database database;

    public PostgresTemplates(Database database) {
        this.database = database;
    }

    /** Index: template's primary key. */
    private static final String FIND = """
            SELECT name, version, title, payload_schema, defaults, target, target_settings, connection, queue,
                   schedule_expression, zone, gap, twice, start_at, end_at, spread_millis, catch_up, catch_up_count,
                   catch_up_age_millis, catch_up_spacing_millis, overlap, user_triggered,
                   reschedule_after_termination, created_at, updated_at
            FROM template
            WHERE name = ?
            """;

    @Override
    public Optional<Template> find(String name) {
        return database.queryOne(FIND, statement -> statement.setString(1, name), PostgresTemplates::template);
    }

    /** Index: template's primary key gives the order. */
    private static final String SOME = """
            SELECT name, version, title, payload_schema, defaults, target, target_settings, connection, queue,
                   schedule_expression, zone, gap, twice, start_at, end_at, spread_millis, catch_up, catch_up_count,
                   catch_up_age_millis, catch_up_spacing_millis, overlap, user_triggered,
                   reschedule_after_termination, created_at, updated_at
            FROM template
            WHERE name > ?
            ORDER BY name
            LIMIT ?
            """;

    @Override
    public List<Template> some(@Nullable String after, int most) {
        return database.query(
                SOME,
                statement -> {
                    statement.setString(1, Objects.requireNonNullElse(after, ""));
                    statement.setInt(2, most);
                },
                PostgresTemplates::template);
    }

    /** Plan: counts the table, of which a limit keeps the size. */
    private static final String COUNT = """
            SELECT count(*) AS total
            FROM template
            """;

    @Override
    public int count() {
        return database.query(COUNT, Parameters.NONE, row -> row.getInt("total"))
                .getFirst();
    }

    /** Index: template's primary key; waits for whoever is adding one of the same name. */
    private static final String ADD = """
            INSERT INTO template (
                name, title, payload_schema, defaults, target, target_settings, connection, queue,
                schedule_expression, zone, gap,
                twice, start_at, end_at, spread_millis, catch_up, catch_up_count, catch_up_age_millis,
                catch_up_spacing_millis, overlap, user_triggered, reschedule_after_termination)
            VALUES (
                ?, ?, cast(? AS json), cast(? AS json), ?, cast(? AS jsonb), ?, ?, ?, ?, ?,
                ?, cast(? AS timestamptz), cast(? AS timestamptz), ?, ?, ?, cast(? AS bigint),
                ?, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """;

    @Override
    public Optional<Template> add(TemplateDraft draft) {
        boolean isAdded = database.update(ADD, statement -> set(statement, draft)) == 1;
        return isAdded ? find(draft.name()) : Optional.empty();
    }

    /** Locks the template's row against other changes and those who make its jobs. Index: its primary key. */
    private static final String LOCK = """
            SELECT name
            FROM template
            WHERE name = ?
            FOR UPDATE
            """;

    /** The row is locked by {@link #LOCK}. Index: template's primary key. */
    private static final String CHANGE = """
            UPDATE template
            SET name = ?, title = ?, payload_schema = cast(? AS json), defaults = cast(? AS json), target = ?,
                target_settings = cast(? AS jsonb), connection = ?, queue = ?, schedule_expression = ?, zone = ?,
                gap = ?, twice = ?,
                start_at = cast(? AS timestamptz), end_at = cast(? AS timestamptz), spread_millis = ?, catch_up = ?,
                catch_up_count = ?, catch_up_age_millis = cast(? AS bigint), catch_up_spacing_millis = ?,
                overlap = ?, user_triggered = ?, reschedule_after_termination = ?, version = version + 1,
                updated_at = app_now()
            WHERE name = ?
            """;

    @Override
    public Optional<Template> change(String name, UnaryOperator<TemplateDraft> change) {
        return alone(name, before -> {
            var draft = change.apply(before.draft());
            return draft.equals(before.draft()) ? Optional.of(before) : changed(draft);
        });
    }

    private Optional<Template> changed(TemplateDraft draft) {
        database.update(CHANGE, statement -> statement.setString(set(statement, draft), draft.name()));
        return find(draft.name());
    }

    /** Index: template's primary key. */
    private static final String REMOVE = """
            DELETE FROM template
            WHERE name = ?
            """;

    @Override
    public boolean remove(String name) {
        return database.update(REMOVE, statement -> statement.setString(1, name)) == 1;
    }

    @Override
    public <T> Optional<T> alone(String name, Function<Template, Optional<T>> work) {
        return database.atomically(
                () -> database.queryOne(LOCK, statement -> statement.setString(1, name), row -> row.getString("name"))
                        .flatMap(this::find)
                        .flatMap(work));
    }

    /**
     * Sets every column a person decides about, in the order of {@link #ADD}.
     *
     * @return the next free parameter
     */
    private static int set(PreparedStatement statement, TemplateDraft draft) throws SQLException {
        statement.setString(1, draft.name());
        statement.setString(2, draft.title());
        statement.setString(3, draft.payloadSchema());
        statement.setString(4, draft.defaults());
        int next = JobRows.setTarget(statement, 5, draft.target());
        statement.setString(next, draft.queue());
        next = JobRows.setSchedule(statement, next + 1, draft.schedule());
        next = JobRows.setPolicies(statement, next, draft.policies());
        statement.setBoolean(next, draft.userTriggered());
        statement.setBoolean(next + 1, draft.rescheduleAfterTermination());
        return next + 2;
    }

    private static Template template(ResultSet row) throws SQLException {
        var draft = new TemplateDraft(
                row.getString("name"),
                row.getString("title"),
                row.getString("payload_schema"),
                row.getString("defaults"),
                Columns.target(row),
                row.getString("queue"),
                JobRows.schedule(row),
                JobRows.policies(row),
                row.getBoolean("user_triggered"),
                row.getBoolean("reschedule_after_termination"));
        return new Template(
                draft, row.getInt("version"), Columns.instant(row, "created_at"), Columns.instant(row, "updated_at"));
    }
}
