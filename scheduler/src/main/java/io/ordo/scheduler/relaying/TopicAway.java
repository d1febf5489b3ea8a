package io.ordo.scheduler.relaying;

/** A topic did not confirm what was sent to it. The message says why, without secrets. */
public final class TopicAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TopicAway(String reason, Throwable cause) {
        super(reason, cause);
    }
}
