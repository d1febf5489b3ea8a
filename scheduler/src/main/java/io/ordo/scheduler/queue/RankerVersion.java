package io.ordo.scheduler.queue;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.catalog.Rankers;
import java.util.Optional;

/**
 * A ranker as a queue has it: what it was made of, and what it does. Two are equal when they do the same under the
 * same name.
 */
public final class RankerVersion {
    private final RankerSpec spec;
    private final Ranker ranker;
    private final String version;
    private final long id;

    /**
     * As it is known.
     *
     * @param ranker what the first makes
     */
    RankerVersion(RankerSpec spec, Ranker ranker) {
        this.spec = spec;
        this.ranker = ranker;
        this.version = spec.version();
        this.id = spec.fingerprint();
    }

    /**
     * One that is made of this.
     *
     * @throws io.ordo.ranker.catalog.InvalidRanker when something about it is wrong
     */
    public static RankerVersion of(RankerSpec spec) {
        return new RankerVersion(spec, spec.ranker());
    }

    /** One of those everybody has; empty when there is none of that name. */
    public static Optional<RankerVersion> named(String name) {
        return Rankers.spec(name).map(RankerVersion::of);
    }

    public RankerSpec spec() {
        return spec;
    }

    public Ranker ranker() {
        return ranker;
    }

    /** What tells it from every other, as {@code balanced-6eaa875a355ec8f1}. */
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

    /** Whether ranks depend on this. */
    public boolean looksAt(Fact fact) {
        return ranker.looksAt(fact);
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
