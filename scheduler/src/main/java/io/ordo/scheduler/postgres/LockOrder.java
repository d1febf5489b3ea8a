package io.ordo.scheduler.postgres;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The order in which statements lock the rows of several tasks: that of PostgreSQL's own {@code ORDER BY} a uuid. Two
 * that want the same rows then wait for each other in one direction, never in a circle.
 */
public final class LockOrder {
    private static final Comparator<UUID> BY_ID = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private LockOrder() {}

    /** The items in the order of their tasks. */
    public static <T> List<T> of(List<T> items, Function<T, UUID> task) {
        return items.stream().sorted(Comparator.comparing(task, BY_ID)).toList();
    }
}
