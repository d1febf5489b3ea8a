package io.ordo.standalone;

/**
 * Something outside the program keeps it from starting, and the reader of the message can change it. The message is one
 * plain sentence for the terminal; no stack trace is shown with it.
 */
public final class StandaloneRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StandaloneRefused(String sentence) {
        super(sentence);
    }
}
