package io.ordo.scheduler.target;

/**
 * Where the tasks of a job are pushed.
 *
 * @param settings what this kind of target needs to know, a JSON object
 */
public record Target(Kind kind, String settings) {
    /** Where work waits that is pushed and names no queue: no worker pops what it could not execute. */
    public static final String DEFAULT_QUEUE = "dispatch";

    /** How it is reached. Its lower-case name is the word on the wire and in SQL. */
    public enum Kind {
        REST,
        KAFKA,
        REDIS
    }
}
