package io.ordo.scheduler.filter;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a row passes or not. A value that is not there passes no comparison, and neither does it pass the
 * comparison turned round: only {@link Operator#IS_NULL}, {@link Operator#IS} and {@link Operator#IS_NOT} see it.
 */
public sealed interface Filter {
    /** Passed by everything. */
    Filter NONE = new All(List.of());

    /** The conditions within, in their order. */
    Stream<Condition> conditions();

    /** What a filter looks at, for people: {@code status ==}, each once. */
    static List<String> words(Filter filter) {
        return filter.conditions()
                .map(condition ->
                        condition.column() + " " + condition.operator().word())
                .distinct()
                .toList();
    }

    /** Passed when every part is; by everything when there is none. */
    record All(List<Filter> parts) implements Filter {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Condition> conditions() {
            return parts.stream().flatMap(Filter::conditions);
        }
    }

    /** Passed when a part is; by nothing when there is none. */
    record Any(List<Filter> parts) implements Filter {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Condition> conditions() {
            return parts.stream().flatMap(Filter::conditions);
        }
    }

    /** Passed when the part is not. */
    record Not(Filter part) implements Filter {
        @Override
        public Stream<Condition> conditions() {
            return part.conditions();
        }
    }

    /**
     * Passed when a row it is related to passes the condition.
     *
     * @param relation one of those the reader offers
     */
    record Related(String relation, Condition condition) implements Filter {
        @Override
        public Stream<Condition> conditions() {
            return Stream.of(condition);
        }
    }

    /**
     * Compares one value. Made by {@link Table#condition}, which sees to it that column, operator and value fit.
     *
     * @param column one of those the reader offers
     * @param kind what the column holds
     * @param path the way into a JSON column, from its outermost key; empty for the column itself
     * @param value what to compare with; null for the operators that need nothing, and for nothing itself
     */
    record Condition(
            String column,
            Kind kind,
            List<String> path,
            Operator operator,
            @Nullable Value value) implements Filter {
        public Condition {
            path = List.copyOf(path);
        }

        @Override
        public Stream<Condition> conditions() {
            return Stream.of(this);
        }
    }
}
