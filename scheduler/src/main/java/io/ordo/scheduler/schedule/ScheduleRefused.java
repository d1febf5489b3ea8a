package io.ordo.scheduler.schedule;

/** A schedule that cannot be kept. The message says what to change, to the person who wrote it. */
public final class ScheduleRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, in a stable word. */
    public enum Rule {
        /** The expression is not understood. */
        FORMAT,
        /** There is no such time zone. */
        ZONE,
        /** Its only time has passed. */
        PAST,
        /** It has no times. */
        NEVER,
        /** The job was to end earlier. */
        ENDED
    }

    private final Rule rule;

    public ScheduleRefused(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    /** Always present: the constructor asks for it. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
