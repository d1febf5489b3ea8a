package io.ordo.scheduler.http.api;

/** Whether what the service needs is there. */
@FunctionalInterface
public interface Vitals {
    /**
     * Asks the database for the time.
     *
     * @throws RuntimeException when it does not answer; says why
     */
    boolean databaseAnswers();
}
