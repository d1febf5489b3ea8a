package io.ordo.scheduler.filter;

import java.time.Duration;
import java.util.stream.Collectors;

/** The rows that pass a filter could not be found in time; a narrower filter may help. */
public final class FilterTooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fault;

    /** @param limit how long was looked */
    public FilterTooSlow(Filter filter, Duration limit) {
        this("no answer within " + limit.toSeconds() + " s" + named(filter));
    }

    private FilterTooSlow(String fault) {
        super(fault, null, false, false);
        this.fault = fault;
    }

    /** How long was looked, and by which conditions. */
    public String fault() {
        return fault;
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
