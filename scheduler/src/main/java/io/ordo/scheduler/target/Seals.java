package io.ordo.scheduler.target;

import java.util.Optional;

/** Seals texts that nobody should read, so that they can be kept. They open under the same master key alone. */
public interface Seals {
    /**
     * Seals a text; the same text looks different each time.
     *
     * @param purpose what it is for: it opens for nothing else
     * @return {@code v1:} and Base64; empty when this scheduler has no master key
     */
    Optional<String> seal(String purpose, String text);

    /**
     * Opens what was sealed.
     *
     * @return empty when it was sealed under another master key or for another purpose, when it is no such text, and
     *     when this scheduler has no master key
     */
    Optional<String> open(String purpose, String seal);
}
