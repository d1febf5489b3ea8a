package io.ordo.ranker;

import java.time.Duration;

/**
 * What one factor adds to a rank.
 *
 * @param factor the factor's name; {@link #BOUND} for what the clamp takes back
 * @param offset how much later (positive) or earlier (negative) it lets the task stand on the time axis
 * @param words why, as a person would say it
 */
public record Contribution(String factor, Duration offset, String words) {
    /** The name under which the clamp of a ranker appears among the contributions. */
    public static final String BOUND = "bound";

    /** Offset and reason in one line: {@code +600 s: low priority}. */
    @Override
    public String toString() {
        return Seconds.signed(offset) + ": " + words;
    }
}
