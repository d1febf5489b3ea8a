package io.ordo.scheduler.http.kat.filter;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Operator.Takes;
import io.ordo.scheduler.filter.Table;
import io.ordo.scheduler.http.value.Storable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads single conditions: a column, perhaps a field within, an operator, a value. */
final class FilterConditions {
    /** The words of the oldest clients that are others today. */
    private static final Map<String, String> OLD_WORDS =
            Map.of("le", "lte", "ge", "gte", "in_", "in", "notin_", "not_in");

    private final FilterValues values;
    private final FilterIssues issues;
    private final boolean areOld;

    /** @param areOld whether they are about {@code data} where they name no column, and may use the old words */
    FilterConditions(FilterValues values, FilterIssues issues, boolean areOld) {
        this.values = values;
        this.issues = issues;
        this.areOld = areOld;
    }

    /** The condition; empty when its shape is wrong, which the issues say. */
    Optional<Asked> read(JsonNode node, List<String> place) {
        if (!node.isObject()) {
            issues.notAnObject(place, node);
            return Optional.empty();
        }
        var column = text(node, "column", place);
        var field = text(node, "field", place);
        var operator = operator(node, place);
        boolean needsValue = operator != null && operator.takes() != Takes.NOTHING;
        if (needsValue && node.get("value") == null) {
            issues.missing(FilterIssues.within(place, "value"), node);
        }
        var value = node.get("value");
        if (column == null || operator == null || (needsValue && value == null)) {
            return Optional.empty();
        }
        if (value != null && !FilterValues.isValue(value, operator)) {
            issues.notAValue(FilterIssues.within(place, "value"), value);
            return Optional.empty();
        }
        return Optional.of(new Asked(column, field, operator, value));
    }

    private @Nullable String text(JsonNode node, String name, List<String> place) {
        var value = node.get(name);
        boolean isColumn = name.equals("column");
        if (value == null && isColumn && areOld) {
            return "data";
        }
        if (value == null && isColumn) {
            issues.missing(FilterIssues.within(place, name), node);
            return null;
        }
        if (value == null || (value.isNull() && !isColumn)) {
            return null;
        }
        if (!value.isString()) {
            issues.notAText(FilterIssues.within(place, name), value);
            return null;
        }
        return value.getStringValue();
    }

    private @Nullable Operator operator(JsonNode node, List<String> place) {
        var value = node.get("operator");
        if (value == null) {
            issues.missing(FilterIssues.within(place, "operator"), node);
            return null;
        }
        var word = value.isString() ? value.getStringValue() : "";
        var operator = Operator.of(areOld ? OLD_WORDS.getOrDefault(word, word) : word);
        if (operator.isEmpty()) {
            issues.noneOf(Operator.allWords(), FilterIssues.within(place, "operator"), value);
        }
        return operator.orElse(null);
    }

    /** A condition of the right shape, whatever it asks for. */
    final class Asked {
        private final String column;
        private final @Nullable String field;
        private final Operator operator;
        private final @Nullable JsonNode value;

        private Asked(String column, @Nullable String field, Operator operator, @Nullable JsonNode value) {
            this.column = column;
            this.field = field;
            this.operator = operator;
            this.value = value;
        }

        /** @throws FilterRefused when it asks for what does not exist */
        Filter filter(Table table) {
            if ((value != null && !Storable.isStorable(value)) || (field != null && !Storable.isStorable(field))) {
                throw new FilterRefused(column + ": a text or number in there is in no task");
            }
            return table.condition(column, path(table), operator, value == null ? null : values.value(value, operator));
        }

        /** A field of the column's own name is the column. */
        private List<String> path(Table table) {
            boolean isColumnItself = column.equals(field) && !table.related().containsKey(column);
            return field == null || field.isEmpty() || isColumnItself ? List.of() : List.of(field.split("__", -1));
        }
    }
}
