package io.ordo.scheduler.postgres;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Filter.All;
import io.ordo.scheduler.filter.Filter.Any;
import io.ordo.scheduler.filter.Filter.Condition;
import io.ordo.scheduler.filter.Filter.Not;
import io.ordo.scheduler.filter.Filter.Related;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.filter.Value.Document;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.filter.Value.Several;
import io.ordo.scheduler.filter.Value.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in SQL which rows pass a filter. */
public final class FilterSql {
    private final Composed sql;
    private final FilteredRows rows;

    private FilterSql(Composed sql, FilteredRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** Adds a condition on rows that stand in the statement under the names {@link FilteredRows} says. */
    public static void add(Composed sql, FilteredRows rows, Filter filter) {
        new FilterSql(sql, rows).add(filter);
    }

    private void add(Filter filter) {
        switch (filter) {
            case All(var parts) -> all(parts);
            case Any(var parts) -> any(parts);
            case Not(var part) -> {
                sql.add("NOT (");
                add(part);
                sql.add(")");
            }
            case Related(var relation, var condition) -> {
                var others = rows.related(sql, relation);
                add(sql, others, condition);
                sql.add(")");
            }
            case Condition condition -> {
                sql.add("(");
                compare(condition);
                sql.add(")");
            }
        }
    }

    /** Nothing but the parts themselves, so that the planner can join what they ask for. */
    private void all(List<Filter> parts) {
        sql.add("(");
        if (parts.isEmpty()) {
            sql.add("TRUE)");
            return;
        }
        add(parts.getFirst());
        for (var part : parts.subList(1, parts.size())) {
            sql.add(" AND ");
            add(part);
        }
        sql.add(")");
    }

    private void any(List<Filter> parts) {
        sql.add("(");
        if (parts.isEmpty()) {
            sql.add("FALSE)");
            return;
        }
        add(parts.getFirst());
        for (var part : parts.subList(1, parts.size())) {
            sql.add(" OR ");
            add(part);
        }
        sql.add(")");
    }

    private void compare(Condition condition) {
        if (condition.kind() == Kind.WORD && StatusSql.canSay(condition)) {
            StatusSql.add(sql, condition);
            return;
        }
        switch (condition.operator()) {
            case EQUAL, IS_NULL, GREATER, LESS, AT_LEAST, AT_MOST, NOT_EQUAL, IS, IS_NOT, IS_NOT_NULL ->
                order(condition);
            case LIKE, NOT_LIKE, ILIKE, NOT_ILIKE, CONTAINS, MATCH, STARTS_WITH -> text(condition);
            case IN, NOT_IN, ANY -> choice(condition);
            case HOLDS, HELD_BY, PATH_EXISTS, PATH_MATCHES -> json(condition);
        }
    }

    private void order(Condition condition) {
        left(condition);
        var value = condition.value();
        if (value == null) {
            switch (condition.operator()) {
                case NOT_EQUAL, IS_NOT, IS_NOT_NULL -> sql.add(" IS NOT NULL");
                default -> sql.add(" IS NULL");
            }
            return;
        }
        switch (condition.operator()) {
            case EQUAL -> sql.add(" = ");
            case NOT_EQUAL -> sql.add(" <> ");
            case IS -> sql.add(" IS NOT DISTINCT FROM ");
            case IS_NOT -> sql.add(" IS DISTINCT FROM ");
            case GREATER -> sql.add(" > ");
            case LESS -> sql.add(" < ");
            case AT_LEAST -> sql.add(" >= ");
            case AT_MOST -> sql.add(" <= ");
            default -> throw new IllegalStateException(condition.operator() + " does not compare");
        }
        Values.add(sql, value);
    }

    private void text(Condition condition) {
        switch (condition.operator()) {
            case LIKE, NOT_LIKE, ILIKE, NOT_ILIKE -> {
                leftBegin(condition);
                fits(condition.operator());
                value(condition);
            }
            case STARTS_WITH -> {
                sql.add("starts_with(");
                leftBegin(condition);
                sql.add(", ");
                value(condition);
                sql.add(")");
            }
            case CONTAINS -> contains(condition);
            default -> match(condition);
        }
    }

    private void fits(Operator operator) {
        switch (operator) {
            case LIKE -> sql.add(" LIKE ");
            case NOT_LIKE -> sql.add(" NOT LIKE ");
            case ILIKE -> sql.add(" ILIKE ");
            default -> sql.add(" NOT ILIKE ");
        }
    }

    private void contains(Condition condition) {
        if (condition.value() instanceof Document) {
            document(condition);
            sql.add(" @> ");
            value(condition);
            return;
        }
        sql.add("strpos(");
        leftBegin(condition);
        sql.add(", ");
        value(condition);
        sql.add(") > 0");
    }

    private void match(Condition condition) {
        sql.add("to_tsvector('english', ");
        leftBegin(condition);
        sql.add(") @@ plainto_tsquery('english', ");
        value(condition);
        sql.add(")");
    }

    private void choice(Condition condition) {
        switch (condition.operator()) {
            case IN -> {
                left(condition);
                sql.add(" = ANY (");
                value(condition);
            }
            case NOT_IN -> {
                left(condition);
                sql.add(" <> ALL (");
                value(condition);
            }
            default -> any(condition);
        }
        sql.add(")");
    }

    private void any(Condition condition) {
        if (condition.kind() != Kind.JSON) {
            left(condition);
            sql.add(" = ANY (");
            value(condition);
            return;
        }
        sql.add("EXISTS (SELECT 1 FROM unnest(");
        value(condition);
        sql.add(") AS given (one) WHERE ");
        document(condition);
        sql.add(" @> to_jsonb(given.one)");
    }

    private void json(Condition condition) {
        switch (condition.operator()) {
            case HOLDS -> {
                document(condition);
                sql.add(" @> ");
                value(condition);
            }
            case HELD_BY -> {
                document(condition);
                sql.add(" <@ ");
                value(condition);
            }
            case PATH_EXISTS -> {
                sql.add("jsonb_path_exists_tz(");
                path(condition);
            }
            default -> {
                if (condition.kind() == Kind.JSON) {
                    sql.add("jsonb_path_match_tz(");
                    path(condition);
                } else {
                    match(condition);
                }
            }
        }
    }

    /** What cannot be evaluated for a row does not hold for it. */
    private void path(Condition condition) {
        document(condition);
        sql.add(", ");
        sql.jsonPath(Values.text(condition.value()));
        sql.add(", '{}', true)");
    }

    /** What is compared; JSON as the value is. */
    private void left(Condition condition) {
        if (condition.kind() != Kind.JSON) {
            rows.column(sql, condition.column());
            return;
        }
        switch (sample(condition.value())) {
            case Quantity _ -> {
                sql.add("json_number(");
                rows.column(sql, condition.column());
                sql.add(", ").texts(condition.path()).add(")");
            }
            case Truth _ -> {
                sql.add("json_truth(");
                rows.column(sql, condition.column());
                sql.add(", ").texts(condition.path()).add(")");
            }
            case Document _ -> document(condition);
            case null, default -> leftAsText(condition);
        }
    }

    private static @Nullable Value sample(@Nullable Value value) {
        return value instanceof Several(var values) ? values.getFirst() : value;
    }

    /** As much of the text as is searched: the work grows with it times the pattern. */
    private void leftBegin(Condition condition) {
        sql.add("left(");
        leftAsText(condition);
        sql.add(", 10000)");
    }

    private void leftAsText(Condition condition) {
        if (condition.kind() == Kind.JSON) {
            sql.add("(");
            rows.column(sql, condition.column());
            sql.add(" #>> ").texts(condition.path()).add(")");
        } else {
            sql.add("cast(");
            rows.column(sql, condition.column());
            sql.add(" AS text)");
        }
    }

    private void document(Condition condition) {
        sql.add("(");
        rows.column(sql, condition.column());
        sql.add(" #> ").texts(condition.path()).add(")");
    }

    private void value(Condition condition) {
        var value = condition.value();
        if (value == null) {
            throw new IllegalArgumentException(condition.operator() + " needs a value");
        }
        Values.add(sql, value);
    }
}
