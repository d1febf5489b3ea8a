package io.ordo.scheduler.http.tasks;

import io.ordo.scheduler.task.Status;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statuses as requests name them. */
final class Statuses {
    /** All of them, in words. */
    static final String WORDS = Stream.of(Status.values()).map(Status::word).collect(Collectors.joining(", "));

    private Statuses() {}

    static @Nullable Status ofWord(String word) {
        return Stream.of(Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
