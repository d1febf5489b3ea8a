package io.ordo.scheduler.receiving;

import org.jspecify.annotations.Nullable;

/** What became of a message. */
public sealed interface Fate {
    /** What it asks for is committed, now or since it was read before. */
    record Done() implements Fate {}

    /** It is the message's own fault that nothing can be done. */
    record Dead(Refusal refusal) implements Fate {}

    /**
     * It can be done later: nothing has happened.
     *
     * @param reason a stable word
     * @param error what stands in the way, in words
     * @param bug where Ordo failed; null for trouble that must be expected
     */
    record Held(String reason, String error, @Nullable Throwable bug) implements Fate {}
}
