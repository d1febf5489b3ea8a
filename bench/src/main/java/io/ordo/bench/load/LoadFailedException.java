package io.ordo.bench.load;

/** The server refused, fell silent or closed a connection: there is nothing to measure. */
public final class LoadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LoadFailedException(String message) {
        super(message);
    }
}
