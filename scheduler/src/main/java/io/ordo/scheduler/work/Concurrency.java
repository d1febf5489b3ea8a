package io.ordo.scheduler.work;

/**
 * How many tasks of one kind may be under way at once, whatever queues they are in. A task begins when fewer than that
 * are dispatched or running.
 *
 * @param key what they have in common, of at most {@value #LONGEST_KEY} characters
 * @param most from 1 to {@value #MOST}
 */
public record Concurrency(String key, int most) {
    /** The longest key, in characters. */
    public static final int LONGEST_KEY = 200;

    /** The most tasks that one can ask for. */
    public static final int MOST = 10_000;
}
