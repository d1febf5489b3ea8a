package io.ordo.bench.trial;

import io.ordo.bench.report.Figure;
import io.ordo.bench.report.Measurements;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run finds, told on standard output as it goes. */
public final class Log {
    private final Measurements measurements = new Measurements();
    private final List<String> notes = new ArrayList<>();
    private final Map<Figure, Double> last = new EnumMap<>(Figure.class);
    private boolean warmingUp = true;

    /** From now on values count. */
    public void begin() {
        warmingUp = false;
    }

    /** Keeps a value. */
    public void add(Figure figure, double value) {
        System.out.println("%s  %s: %s".formatted(warmingUp ? "  (warm-up)" : "", figure.label(), figure.show(value)));
        last.put(figure, value);
        if (!warmingUp) {
            measurements.add(figure, value);
        }
    }

    /** Keeps what a reader of the figures must know. */
    public void note(String note) {
        System.out.println("  note: " + note);
        notes.add(note);
    }

    Optional<Double> last(Figure figure) {
        return Optional.ofNullable(last.get(figure));
    }

    /** What counts. */
    public Measurements measurements() {
        return measurements;
    }

    /** What was noted. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
