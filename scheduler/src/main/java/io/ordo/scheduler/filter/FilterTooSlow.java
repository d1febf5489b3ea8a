package io.ordo.scheduler.filter;

import java.time.Duration;
import java.util.stream.Collectors;

/** The rows that pass a filter could not be found in time; a narrower filter may help. */
public final class FilterTooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param limit how long was looked */
    public FilterTooSlow(Filter filter, Duration limit) {
        super("no answer within " + limit.toSeconds() + " s" + named(filter), null, false, false);
    }

    private static String named(Filter filter) {
        return filter.conditions()
                .map(condition ->
                        condition.column() + " " + condition.operator().word())
                .distinct()
                .collect(Collectors.joining(", ", " by ", ""))
                .replaceFirst("^ by $", "");
    }
}
