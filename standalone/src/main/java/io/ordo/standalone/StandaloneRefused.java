package io.ordo.standalone;

/**
 * Something outside the program keeps it from starting, and the reader of the message can change it. The message is one
 * plain sentence for the terminal; no stack trace is shown with it.
 */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String sentence) {
        super(sentence);
    }
}
