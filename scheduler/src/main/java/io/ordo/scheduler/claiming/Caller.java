package io.ordo.scheduler.claiming;

/** Who asked for tasks, and may have left while the request was parked. */
@FunctionalInterface
public interface Caller {
    /** Whether an answer would still reach somebody, as far as this scheduler knows. */
    boolean isThere();
}
