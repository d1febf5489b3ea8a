package io.ordo.worker.execution;

/** A payload that asks for something that cannot be done; the message says what to change. */
public final class BadPayload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    public BadPayload(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
