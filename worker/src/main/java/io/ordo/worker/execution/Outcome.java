package io.ordo.worker.execution;

import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/** How executing a task ended. */
public sealed interface Outcome {

    /**
     * The work was done.
     *
     * @param result what the work returned; null when it only printed
     * @param exitCode of the child process; null when there was none
     */
    record Succeeded(@Nullable JsonNode result, @Nullable Integer exitCode) implements Outcome {}

    /**
     * The work was not done.
     *
     * @param error what went wrong, in words; at most {@value #MAX_ERROR} characters are kept
     * @param exitCode of the child process; null when there was none or it was killed
     */
    record Failed(Reason reason, String error, @Nullable Integer exitCode) implements Outcome {
        private static final int MAX_ERROR = 4_000;

        public Failed {
            error = cut(error);
        }

        private static String cut(String error) {
            if (error.length() <= MAX_ERROR) {
                return error;
            }
            boolean inPair = Character.isHighSurrogate(error.charAt(MAX_ERROR - 1));
            return error.substring(0, inPair ? MAX_ERROR - 1 : MAX_ERROR);
        }
    }

    /** A failure without an exit code. */
    static Failed failed(Reason reason, String error) {
        return new Failed(reason, error, null);
    }
}
