package io.ordo.bench.trial;

import io.ordo.bench.load.Load;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Script;
import io.ordo.bench.ordo.BenchQueue;
import io.ordo.bench.ordo.Stock;
import io.ordo.bench.peer.Window;
import io.ordo.bench.report.Figure;
import io.ordo.bench.server.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a trial works with. */
public final class Round {
    /** More than any machine of today does in a second; bounds what is prepared for a first measurement. */
    private static final double FIRST_GUESS = 20_000;

    private static final double RESERVE = 1.6;

    private final Stage stage;
    private final BenchQueue queue;
    private final Pace pace;
    private final Log log;

    /** A round on a stage. */
    public Round(Stage stage, BenchQueue queue, Pace pace, Log log) {
        this.stage = stage;
        this.queue = queue;
        this.pace = pace;
        this.log = log;
    }

    /** What is running. */
    public Stage stage() {
        return stage;
    }

    /** The queue that nearly everything is measured on. */
    public BenchQueue queue() {
        return queue;
    }

    Stock stock() {
        return new Stock(queue);
    }

    /** How long, and how much. */
    public Pace pace() {
        return pace;
    }

    Window window() {
        return pace.window();
    }

    /** Keeps a value. */
    public void add(Figure figure, double value) {
        log.add(figure, value);
    }

    /** The newest value of a figure, warming up included. */
    public Optional<Double> last(Figure figure) {
        return log.last(figure);
    }

    /** Keeps one of several values that were measured elsewhere. */
    void add(Figure figure, Map<String, Double> measured, String name) {
        var value = measured.get(name);
        if (value == null) {
            throw new LoadFailedException("nobody measured " + name + ", only " + measured.keySet());
        }
        add(figure, value);
    }

    void note(String note) {
        log.note(note);
    }

    /** How many tasks a measurement of this length may use up, by the last one. */
    long need(Figure figure) {
        double rate = log.last(figure).orElse(FIRST_GUESS);
        double seconds = window().warmUp().plus(window().length()).toMillis() / 1000.0;
        return Math.round(rate * seconds * RESERVE) + 5_000;
    }

    /** A meter of the ordinary window. */
    Meter meter() {
        return new Meter(window().warmUp(), window().length(), window().length());
    }

    /** A meter of this many ticks after the ordinary warm-up. */
    Meter meter(Duration tick, int ticks) {
        return new Meter(window().warmUp(), tick.multipliedBy(ticks), tick);
    }

    /** Runs the same script on several connections to the scheduler. */
    void load(int connections, Meter meter, Function<Meter, Script> script) throws IOException {
        var scripts =
                Stream.generate(() -> script.apply(meter)).limit(connections).toList();
        Load.run(queue.endpoint(), scripts, meter);
    }

    /** Runs it and keeps the rate. */
    void measure(Figure figure, int connections, Function<Meter, Script> script) throws IOException {
        var meter = meter();
        load(connections, meter, script);
        if (meter.length().compareTo(window().length().dividedBy(2)) < 0) {
            note("%s: the tasks lasted only %d ms"
                    .formatted(figure, meter.length().toMillis()));
        }
        if (!meter.length().isZero()) {
            add(figure, meter.rate());
        }
    }
}
