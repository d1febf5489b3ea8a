package io.ordo.scheduler.http.api;

/** Whether what the service needs is there. */
@FunctionalInterface
public interface Vitals {
    /** @throws RuntimeException when the database does not answer; says why */
    boolean databaseAnswers();
}
