package io.ordo.ranker;

/**
 * What a factor may look at. Whoever ranks gathers what the factors of the ranker look at and may leave out the rest.
 * The arrival is not among these: it is always there.
 */
public enum Fact {
    /** The class it counts as: {@link Facts#classOf} of its priority and of whether its tenant may be urgent. */
    CLASS,

    /** What its submitter asked for, whatever its tenant may: {@link Facts#priority}. */
    PRIORITY,

    /** {@link Facts#deadline}. */
    DEADLINE,

    /** How long it will probably take: {@link Facts#expected}. */
    DURATION,

    /** Whose it is: the name in {@link Facts#tenant}. */
    TENANT,

    /** How its tenant stands: the rest of {@link Facts#tenant}. Where this counts, tenants are charged for tasks. */
    DEBT,

    /** Whether too much work stands before its latest start: {@link Facts#lateness}. */
    LATENESS,

    /** {@link Facts#created}. */
    CREATED,

    /** How old its data is: {@link Facts#dataTime}. */
    DATA_TIME,

    /** When the same work was done last: {@link Facts#lastRun}. */
    LAST_RUN,

    /** {@link Facts#failures}. */
    FAILURES,

    /** What the factors before it have added. Known to every factor; it changes when what those look at does. */
    SUM
}
