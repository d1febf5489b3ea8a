package io.ordo.ranker.factor;

import java.util.List;
import java.util.Optional;

/** Every kind of factor there is. A new one is its class and a line here. */
public final class Factors {
    /** In the order they are shown. */
    public static final List<FactorType> ALL = List.of(
            ClassFactor.TYPE,
            DeadlineFactor.TYPE,
            DebtFactor.TYPE,
            DurationFactor.TYPE,
            DataAgeFactor.TYPE,
            FirstRunFactor.TYPE,
            RetryFactor.TYPE,
            ConstantFactor.TYPE,
            KatBoefjeFactor.TYPE,
            KatTimeFactor.TYPE);

    private Factors() {}

    /** The kind of that name; empty when there is none. */
    public static Optional<FactorType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** All names, in the order of {@link #ALL}. */
    public static List<String> names() {
        return ALL.stream().map(FactorType::name).toList();
    }
}
