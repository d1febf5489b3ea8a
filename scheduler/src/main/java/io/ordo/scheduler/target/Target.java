package io.ordo.scheduler.target;

import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a job are pushed.
 *
 * @param connection by whose name the rest of the settings is known; null for settings that are all there
 * @param settings what this kind of target needs to know, a JSON object
 */
public record Target(Kind kind, @Nullable String connection, String settings) {
    /** Where work waits that is pushed and names no queue: no worker pops what it could not execute. */
    public static final String DEFAULT_QUEUE = "dispatch";

    /** How it is reached. Its lower-case name is the word on the wire and in SQL. */
    public enum Kind {
        REST,
        KAFKA,
        REDIS
    }
}
