package io.ordo.scheduler.http.value;

import io.ordo.scheduler.task.Status;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statuses as requests name them. */
public final class Statuses {
    /** All of them, in words. */
    public static final String WORDS =
            Stream.of(Status.values()).map(Status::word).collect(Collectors.joining(", "));

    private Statuses() {}

    /** The status of that word; null for any other. */
    public static @Nullable Status ofWord(String word) {
        return Stream.of(Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
