package io.ordo.scheduler.queue;

/**
 * What a push may do when a task of the same identity (hash) is queued already. With all three off it is refused.
 *
 * @param allowReplace take the queued task's place, whatever differs
 * @param allowUpdates change the queued task when the payload differs
 * @param allowPriorityUpdates change the queued task when the priority differs
 */
public record IdentityRules(boolean allowReplace, boolean allowUpdates, boolean allowPriorityUpdates) {
    /** One queued task of each identity, and the first one stays. */
    public static final IdentityRules STRICT = new IdentityRules(false, false, false);

    /** Whether any push may change a queued task. */
    public boolean permitAny() {
        return permit(true, true);
    }

    /** Whether a push that differs so from the queued task may change it. */
    public boolean permit(boolean otherPayload, boolean otherPriority) {
        return allowReplace || (allowUpdates && otherPayload) || (allowPriorityUpdates && otherPriority);
    }
}
