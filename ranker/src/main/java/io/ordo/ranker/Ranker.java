package io.ordo.ranker;

/** A pure function from the facts about a task to its rank: equal facts, equal rank. */
public sealed interface Ranker permits StrictRanker, TimeAxisRanker {
    /** The name queues choose it by. */
    String name();

    /** Where a task with these facts stands, and why. */
    Explanation rank(Facts facts);
}
