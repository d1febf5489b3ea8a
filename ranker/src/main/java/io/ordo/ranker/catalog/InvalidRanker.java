package io.ordo.ranker.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** A ranker was described that cannot be: everything that is wrong with it, and what is allowed instead. */
public final class InvalidRanker extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final List<Fault> faults;

    InvalidRanker(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in the order of the description; never empty. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One thing that is wrong.
     *
     * @param where as in {@code factors[1].parameters.weight}
     * @param message what is allowed
     */
    public record Fault(String where, String message) {
        /** Place and message in one line. */
        @Override
        public String toString() {
            return where + " " + message;
        }
    }
}
