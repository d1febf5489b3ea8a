package io.ordo.scheduler.scheduling;

/** A job was to be paused or resumed of which nothing more is planned. */
public final class JobCompleted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobCompleted() {
        super("The job is completed: nothing more is planned of it. To plan it again, change its schedule_expr, or set"
                + " its status to active.");
    }
}
