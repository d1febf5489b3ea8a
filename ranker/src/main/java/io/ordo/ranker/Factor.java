package io.ordo.ranker;

/** One measured input of a time-axis ranker. */
public interface Factor {
    /** What this factor adds to the rank of a task with these facts; depends on nothing else. */
    Contribution weigh(Facts facts);
}
