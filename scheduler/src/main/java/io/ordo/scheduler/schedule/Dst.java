package io.ordo.scheduler.schedule;

/**
 * What becomes of a cron expression's times when the clocks change. It says something of expressions that name their
 * times of day ({@code 30 2 * * *}). Those with a {@code *} in second, minute or hour follow real time.
 */
public record Dst(Gap gap, Overlap overlap) {
    /** Nothing is lost, and nothing is done twice. */
    public static final Dst DEFAULT = new Dst(Gap.SHIFT, Overlap.ONCE);

    /** What becomes of times the clock never shows, because it is put forward. */
    public enum Gap {
        /** All that fall into one gap are due together, once, at the instant the gap ends. */
        SHIFT,
        /** They are not due. */
        SKIP
    }

    /** What becomes of times the clock shows twice, because it is put back. */
    public enum Overlap {
        /** They are due the first time. */
        ONCE,
        /** They are due both times. */
        TWICE
    }
}
