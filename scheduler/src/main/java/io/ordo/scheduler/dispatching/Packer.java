package io.ordo.scheduler.dispatching;

import io.ordo.scheduler.claiming.Popped;

/** Makes parcels of tasks. */
public interface Packer {
    /**
     * The parcel of a task.
     *
     * @throws Undeliverable when its target is none, or cannot be understood
     */
    Parcel pack(Popped popped);

    /** A task that no courier can be given. */
    final class Undeliverable extends RuntimeException {
        private final String reason;
        private final boolean isRetryable;

        /**
         * @param reason a stable word
         * @param error in words
         * @param isRetryable whether it may be understood later
         */
        public Undeliverable(String reason, String error, boolean isRetryable) {
            super(error, null, false, false);
            this.reason = reason;
            this.isRetryable = isRetryable;
        }

        public String reason() {
            return reason;
        }

        public String error() {
            return String.valueOf(getMessage());
        }

        boolean isRetryable() {
            return isRetryable;
        }
    }
}
