package io.ordo.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The values of each figure, in the order of the rounds. For one thread. */
public final class Measurements {
    private final Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);

    /** Adds a value. */
    public void add(Figure figure, double value) {
        values.computeIfAbsent(figure, none -> new ArrayList<>()).add(value);
    }

    /** The values of a figure; empty when it was not measured. */
    public List<Double> of(Figure figure) {
        return List.copyOf(values.getOrDefault(figure, List.of()));
    }

    /** One figure as part of another: round by round where both have as many values, otherwise by their medians. */
    public Optional<Spread> ratio(Figure figure, Figure base) {
        var above = of(figure);
        var below = of(base);
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        if (above.size() != below.size()) {
            double ratio = Spread.of(above).median() / Spread.of(below).median();
            return Optional.of(new Spread(ratio, ratio, ratio));
        }
        return Optional.of(Spread.of(IntStream.range(0, above.size())
                .mapToObj(round -> above.get(round) / below.get(round))
                .toList()));
    }
}
