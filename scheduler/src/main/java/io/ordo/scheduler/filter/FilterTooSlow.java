package io.ordo.scheduler.filter;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The rows that pass a filter could not be found in time; a narrower filter may help. */
public final class FilterTooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fault;

    /**
     * @param words what the filter looks at, as who asked calls it; none for everything
     * @param limit how long was looked
     */
    public FilterTooSlow(List<String> words, Duration limit) {
        this("No answer within " + seconds(limit) + " s" + (words.isEmpty() ? "" : " by " + String.join(", ", words)));
    }

    private FilterTooSlow(String fault) {
        super(fault, null, false, false);
        this.fault = fault;
    }

    private static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** How long was looked, and by which conditions. */
    public String fault() {
        return fault;
    }
}
