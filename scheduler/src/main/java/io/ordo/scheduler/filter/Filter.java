package io.ordo.scheduler.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition that a row passes or not. */
public sealed interface Filter {
    /** Passed when every part is; by everything when there is none. */
    record All(List<Filter> parts) implements Filter {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Passed when a part is; by nothing when there is none. */
    record Any(List<Filter> parts) implements Filter {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Passed when the part is not. */
    record Not(Filter part) implements Filter {}

    /**
     * Compares one value.
     *
     * @param column one of those the reader offers
     * @param path the way into a JSON column, from its outermost key; empty for the column itself
     * @param value what to compare with; null for the operators that need nothing
     */
    record Condition(
            String column,
            List<String> path,
            Operator operator,
            @Nullable Value value) implements Filter {
        public Condition {
            path = List.copyOf(path);
        }
    }
}
