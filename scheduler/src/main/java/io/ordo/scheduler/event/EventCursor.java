package io.ordo.scheduler.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far somebody has read. Events become readable some transactions at a time, and are read in the order of their
 * numbers within that window. A later window may hold smaller numbers, but not of a task of this one whose moves and
 * progress were asked for one after the other's answer; a job's own events and its progress may come in either order.
 *
 * @param from the first transaction of the window
 * @param to the first transaction behind it
 * @param number of the newest event read in the window; 0 for none
 */
public record EventCursor(long from, long to, long number) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,18})");

    /** As {@link #toString} writes it; empty for anything else. */
    public static Optional<EventCursor> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new EventCursor(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return from + "-" + to + "-" + number;
    }
}
