package io.ordo.scheduler.tending;

import io.ordo.scheduler.task.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which statuses an intention is about. */
public enum Scope {
    ALL(EnumSet.allOf(Status.class), false),
    /** What nobody holds yet. */
    WAITING(EnumSet.of(Status.PENDING, Status.QUEUED), false),
    /** What has not ended. */
    LIVE(EnumSet.of(Status.PENDING, Status.QUEUED, Status.DISPATCHED, Status.RUNNING), false),
    /** What ended and was not done again since. */
    ENDED(EnumSet.of(Status.COMPLETED, Status.FAILED, Status.CANCELLED), true);

    @SuppressWarnings("ImmutableEnumChecker") // nobody gets hold of it
    private final Set<Status> statuses;

    private final boolean excludesRepeated;

    Scope(Set<Status> statuses, boolean excludesRepeated) {
        this.statuses = statuses;
        this.excludesRepeated = excludesRepeated;
    }

    /** The statuses in question of tasks that pass a filter. */
    public List<Status> statuses(TaskFilter filter) {
        return Stream.of(Status.values())
                .filter(statuses::contains)
                .filter(status -> filter.status() == null || filter.status() == status)
                .toList();
    }

    /** Whether it is about tasks of that status. */
    public boolean includes(Status status) {
        return statuses.contains(status);
    }

    /** Whether a task that was done again is left out. */
    public boolean excludesRepeated() {
        return excludesRepeated;
    }
}
