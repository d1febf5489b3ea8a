package io.ordo.bench.demo;

/** The demo cannot go on; the message is a sentence for whoever started it. */
final class DemoRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoRefusedException(String sentence) {
        super(sentence);
    }
}
