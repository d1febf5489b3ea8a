package io.ordo.scheduler.backfilling;

/** A window that cannot be backfilled. */
public final class BackfillRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    BackfillRefused(Rule rule, String why) {
        super(why);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    /** What a window must satisfy. Its lower-case name is the word on the wire. */
    public enum Rule {
        /** It ends when it has begun. */
        EMPTY,
        /** It reaches into the future. */
        FUTURE,
        /** It has more planned times than one backfill deals with. */
        TOO_MANY,
        /** The job has no planned times in advance. */
        NOT_PLANNED,
        /** The job has ended. */
        COMPLETED
    }
}
