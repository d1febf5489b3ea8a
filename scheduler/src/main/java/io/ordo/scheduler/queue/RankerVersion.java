package io.ordo.scheduler.queue;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.catalog.Rankers;
import java.util.List;
import java.util.Optional;

/**
 * A ranker as a queue has it: what it was made of, and what it does. Two are equal when they do the same under the
 * same name.
 */
public final class RankerVersion {
    /** The factors that need to know when the same work was done last. */
    private static final List<String> OF_HISTORY = List.of("first-run", "kat-boefje");

    /** The factors that need to know how long a task will probably take. */
    private static final List<String> OF_DURATION = List.of("deadline", "duration", "debt");

    private final RankerSpec spec;
    private final Ranker ranker;
    private final String version;
    private final long id;
    private final boolean weighsHistory;
    private final boolean weighsDebt;
    private final boolean weighsClass;
    private final boolean weighsDuration;
    private final boolean weighsDeadline;

    private RankerVersion(RankerSpec spec) {
        this.spec = spec;
        this.ranker = spec.ranker();
        this.version = spec.version();
        this.id = spec.fingerprint();
        this.weighsHistory = OF_HISTORY.stream().anyMatch(ranker::weighs);
        this.weighsDebt = ranker.weighs("debt");
        this.weighsClass = ranker.weighs("class");
        this.weighsDeadline = ranker.weighs("deadline");
        this.weighsDuration = OF_DURATION.stream().anyMatch(ranker::weighs);
    }

    /**
     * One that is made of this.
     *
     * @throws io.ordo.ranker.catalog.InvalidRanker when something about it is wrong
     */
    public static RankerVersion of(RankerSpec spec) {
        return new RankerVersion(spec);
    }

    /** One of those everybody has; empty when there is none of that name. */
    public static Optional<RankerVersion> named(String name) {
        return Rankers.spec(name).map(RankerVersion::new);
    }

    public RankerSpec spec() {
        return spec;
    }

    public Ranker ranker() {
        return ranker;
    }

    /** What tells it from every other, as {@code balanced-1f0c9a52b7d3e846}. */
    public String version() {
        return version;
    }

    /** The number under which it is kept, the same everywhere. */
    public long id() {
        return id;
    }

    /** Whether it is one that everybody has under its name, so that the name says all. */
    public boolean isPreset() {
        return Rankers.spec(spec.name())
                .filter(preset -> preset.fingerprint() == id)
                .isPresent();
    }

    /** Whether a task's rank depends on when the same work was done last. */
    public boolean weighsHistory() {
        return weighsHistory;
    }

    /** Whether it depends on what the tenant has in line already. */
    public boolean weighsDebt() {
        return weighsDebt;
    }

    /** Whether it depends on the class. */
    public boolean weighsClass() {
        return weighsClass;
    }

    /** Whether it depends on how long the task will probably take. */
    public boolean weighsDuration() {
        return weighsDuration;
    }

    /** Whether it depends on the deadline. */
    public boolean weighsDeadline() {
        return weighsDeadline;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RankerVersion that && id == that.id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return version;
    }
}
