package io.ordo.scheduler.job;

/** There is another job of the same origin and external key. */
public final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    public KeyTaken(Job job, Throwable cause) {
        super("There is a job of origin " + job.origin() + " with the key " + job.externalKey() + ".", cause);
        this.key = String.valueOf(job.externalKey());
    }

    public String key() {
        return key;
    }
}
