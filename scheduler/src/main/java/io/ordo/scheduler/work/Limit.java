package io.ordo.scheduler.work;

import java.util.Arrays;
import java.util.Optional;

/**
 * What limits tasks over all queues. Each has a gate behind which tasks wait in their ranks, and its name begins in a
 * way that no place of a target does.
 */
public enum Limit {
    /** How many tasks of one concurrency key are under way. */
    KEY("~key:"),
    /** How many tasks are under way by one connection, and how fast they go. */
    CONNECTION("~connection:");

    private final String start;

    Limit(String start) {
        this.start = start;
    }

    /** What a gate is for; empty for that of a place which is away. */
    public static Optional<Limit> of(String gate) {
        return Arrays.stream(values())
                .filter(limit -> gate.startsWith(limit.start))
                .findFirst();
    }

    /** The gate of one key or connection. */
    public String gate(String name) {
        return start + name;
    }

    /** The key or connection whose gate it is. */
    public String name(String gate) {
        return gate.substring(start.length());
    }
}
