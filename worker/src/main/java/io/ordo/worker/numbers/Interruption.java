package io.ordo.worker.numbers;

/** Lets long loops end soon after their thread was interrupted. */
final class Interruption {
    private Interruption() {}

    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
