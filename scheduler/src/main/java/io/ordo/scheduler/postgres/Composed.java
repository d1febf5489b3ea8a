package io.ordo.scheduler.postgres;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.ordo.scheduler.postgres.Database.Parameters;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose conditions are known only when somebody asks. It is the one class that puts a statement together,
 * and of two things alone: pieces the compiler has seen to be constants, and parameters. Nothing that comes from
 * outside can become SQL here, whatever is in it.
 */
public final class Composed implements Parameters {
    private final StringBuilder sql = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();

    /** Adds a piece of SQL. */
    public Composed add(@CompileTimeConstant String piece) {
        sql.append(piece);
        return this;
    }

    /** Adds a parameter that is a text. */
    public Composed text(@Nullable String text) {
        add("cast(? AS text)");
        return with((statement, index) -> statement.setString(index, text));
    }

    /** Adds a parameter that is a number. */
    public Composed number(BigDecimal number) {
        add("cast(? AS numeric)");
        return with((statement, index) -> statement.setBigDecimal(index, number));
    }

    /** Adds a parameter that is a whole number. */
    public Composed whole(long number) {
        add("cast(? AS bigint)");
        return with((statement, index) -> statement.setLong(index, number));
    }

    /** Adds a parameter that is true or false. */
    public Composed truth(boolean truth) {
        add("cast(? AS boolean)");
        return with((statement, index) -> statement.setBoolean(index, truth));
    }

    /** Adds a parameter that is a moment. */
    public Composed moment(Instant instant) {
        add("cast(? AS timestamptz)");
        return with((statement, index) -> Columns.setInstant(statement, index, instant));
    }

    /** Adds a parameter that is an id. */
    public Composed id(UUID id) {
        add("cast(? AS uuid)");
        return with((statement, index) -> statement.setObject(index, id));
    }

    /** Adds a parameter that is a JSON document. */
    public Composed document(String json) {
        add("cast(? AS jsonb)");
        return with((statement, index) -> statement.setString(index, json));
    }

    /** Adds a parameter that is a path of SQL/JSON. */
    public Composed jsonPath(String path) {
        add("cast(? AS jsonpath)");
        return with((statement, index) -> statement.setObject(index, path, Types.OTHER));
    }

    /** Adds a parameter that is a list of texts. */
    public Composed texts(List<String> texts) {
        add("cast(? AS text[])");
        return array("text", texts);
    }

    /** Adds a parameter that is a list of numbers. */
    public Composed numbers(List<BigDecimal> numbers) {
        add("cast(? AS numeric[])");
        return array("numeric", numbers);
    }

    /** Adds a parameter that is a list of truths. */
    public Composed truths(List<Boolean> truths) {
        add("cast(? AS boolean[])");
        return array("boolean", truths);
    }

    /** Adds a parameter that is a list of moments. */
    public Composed moments(List<Instant> instants) {
        add("cast(? AS timestamptz[])");
        return array("timestamptz", instants.stream().map(Objects::toString).toList());
    }

    /** Adds a parameter that is a list of ids. */
    public Composed ids(List<UUID> ids) {
        add("cast(? AS uuid[])");
        return array("uuid", ids);
    }

    /** Adds a parameter that is a list of JSON documents. */
    public Composed documents(List<String> documents) {
        add("cast(? AS jsonb[])");
        return array("jsonb", documents);
    }

    /** The statement, with a question mark for every parameter. */
    public String sql() {
        return sql.toString();
    }

    @Override
    public void set(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).set(statement, i + 1);
        }
    }

    private Composed array(String type, List<?> values) {
        return with((statement, index) ->
                statement.setArray(index, statement.getConnection().createArrayOf(type, values.toArray())));
    }

    private Composed with(Parameter parameter) {
        parameters.add(parameter);
        return this;
    }

    @FunctionalInterface
    private interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }
}
