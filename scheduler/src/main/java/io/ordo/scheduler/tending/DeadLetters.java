package io.ordo.scheduler.tending;

import io.ordo.scheduler.tending.DeadLetter.Filter;
import io.ordo.scheduler.tending.DeadLetter.Group;
import io.ordo.scheduler.tending.DeadLetter.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that failed for good. */
public interface DeadLetters {
    /** How many of the newest are looked at for groups. */
    int MOST_GROUPED = 10_000;

    /**
     * Dead letters, those that failed last first.
     *
     * @param before exclusive; null for the newest
     */
    List<DeadLetter> list(Filter filter, @Nullable Spot before, int limit);

    /**
     * The newest dead letters by what they failed of, the largest groups first.
     *
     * @param queue null for all
     * @param limit the most groups
     */
    List<Group> groups(@Nullable String queue, int limit);
}
