package io.ordo.scheduler.upkeep;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What pending tasks wait for: other tasks, which must complete. */
public interface Prerequisites {
    /**
     * Some of the tasks that others wait for.
     *
     * @param after exclusive, in the order of ids; null for the first
     * @return in the order of ids; fewer than the limit only when there are no more
     */
    List<UUID> awaited(@Nullable UUID after, int limit);

    /**
     * Lets those go on that wait for one of these tasks and for no other that has not completed, as far as they have
     * ended: due from now on, unless they were to wait longer. Whoever waits for one that ended otherwise is failed.
     * Looks at some of those who wait, in the order of their ids.
     *
     * @param after exclusive; null for the first of those who wait
     * @return who moved, and how; nobody when none of these tasks has ended or nobody waits for any
     */
    Followed follow(Collection<UUID> ended, @Nullable UUID after);

    /**
     * What came of an end.
     *
     * @param freed tasks that wait for no other any more
     * @param abandoned tasks that were failed, {@code after_failed}
     * @param last who was looked at last; null when nobody is left
     */
    record Followed(
            List<UUID> freed,
            List<UUID> abandoned,
            @Nullable UUID last) {
        /** Nobody moved. */
        public static final Followed NOBODY = new Followed(List.of(), List.of(), null);
    }
}
