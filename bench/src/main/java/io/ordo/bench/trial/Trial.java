package io.ordo.bench.trial;

/** A part of a round. */
@FunctionalInterface
public interface Trial {
    /** Measures. What it throws ends this part for the whole run, and not the run. */
    void run(Round round) throws Exception;
}
