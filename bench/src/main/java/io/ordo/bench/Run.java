package io.ordo.bench;

import io.ordo.bench.load.Ledger;
import io.ordo.bench.load.LoadFailedException;
import io.ordo.bench.ordo.BenchQueue;
import io.ordo.bench.ordo.BenchQueue.Kind;
import io.ordo.bench.ordo.Stock;
import io.ordo.bench.report.Figure;
import io.ordo.bench.report.Machine;
import io.ordo.bench.report.Report;
import io.ordo.bench.server.Stage;
import io.ordo.bench.sql.Commits;
import io.ordo.bench.sql.TaskTables;
import io.ordo.bench.trial.Log;
import io.ordo.bench.trial.Pace;
import io.ordo.bench.trial.Round;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rounds of trials, a short one to warm up first; after each, what was acknowledged is held against the database. */
final class Run {
    private static final Duration COMMITS = Duration.ofSeconds(2);

    private static final Set<Part> PARTS_WITHOUT_A_QUEUE =
            Set.of(Part.HTTP, Part.LIMIT, Part.PEERS, Part.SIMULATOR, Part.FLOOD);

    /** No round begins later than this. */
    private static final Duration MOST = Duration.ofMinutes(40);

    private final Stage stage;
    private final Arguments arguments;
    private final Ledger ledger = new Ledger();
    private final BenchQueue queue;
    private final Log log = new Log();
    private final Set<Part> parts;
    private final Set<Part> failures = EnumSet.noneOf(Part.class);
    private final List<Double> loads = new ArrayList<>();
    private boolean hasQueue;
    private final long start = System.nanoTime();

    Run(Stage stage, Arguments arguments) {
        this.stage = stage;
        this.arguments = arguments;
        this.queue = new BenchQueue(stage.scheduler().endpoint(), Kind.ORDINARY, ledger);
        this.parts = EnumSet.copyOf(arguments.parts());
    }

    void go() throws Exception {
        makeQueue();
        loads.add(Machine.load());
        round("Warming up", arguments.quick() ? Pace.QUICK : Pace.WARM_UP, EnumSet.of(Part.When.IN_EVERY_ROUND));
        log.begin();
        commits();
        var whens = EnumSet.of(Part.When.IN_EVERY_ROUND, Part.When.IN_ROUNDS_THAT_COUNT);
        for (int round = 1; round <= arguments.rounds() && !isLate(round); round++) {
            round("Round " + round + " of " + arguments.rounds(), arguments.pace(), whens);
        }
        round("At the end", arguments.pace(), EnumSet.of(Part.When.AT_THE_END));
    }

    private boolean isLate(int round) {
        boolean late = System.nanoTime() - start > MOST.toNanos();
        if (late) {
            log.note("round " + round + " was not begun, after " + MOST.toMinutes() + " minutes");
        }
        return late;
    }

    /** Without a queue, the parts that need none can still be measured. */
    private void makeQueue() throws IOException, InterruptedException {
        try {
            queue.make();
            hasQueue = true;
            log.note("the moves of tasks are not told as events");
        } catch (LoadFailedException refused) {
            goOnWithoutQueue("there is no queue to measure on", refused);
        }
    }

    private void goOnWithoutQueue(String why, Exception cause) {
        log.note("FAILED, what needs the queue is not measured any further: " + why + ": " + cause);
        failures.addAll(parts);
        failures.removeAll(PARTS_WITHOUT_A_QUEUE);
        parts.retainAll(PARTS_WITHOUT_A_QUEUE);
        hasQueue = false;
    }

    private void round(String name, Pace pace, Set<Part.When> whens) throws Exception {
        if (parts.stream().noneMatch(part -> whens.contains(part.when()))) {
            return;
        }
        System.out.printf(Locale.ROOT, "%n%s (%d s so far, load %.2f)%n", name, secondsSoFar(), Machine.load());
        stage.postgres().execute(Stage.ORDO, "CHECKPOINT");
        var round = new Round(stage, queue, pace, log);
        for (Part part : EnumSet.copyOf(parts)) {
            if (whens.contains(part.when())) {
                run(part, round);
            }
        }
        if (hasQueue) {
            closeLedger();
        }
        loads.add(Machine.load());
    }

    private void run(Part part, Round round) throws InterruptedException {
        try {
            part.trial().run(round);
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception failed) {
            log.note("FAILED, not measured any further: " + part.word() + ": " + failed);
            failures.add(part);
            parts.remove(part);
        }
    }

    /** Rows of finished tasks are removed, so that every round begins with the same tables. */
    private void closeLedger() throws IOException, InterruptedException, SQLException {
        try (var connection = stage.ordo()) {
            new Stock(queue).drain();
            var count = TaskTables.count(connection);
            ledger.close(count.tasks(), count.completed());
            TaskTables.forget(connection);
        } catch (LoadFailedException notEmpty) {
            goOnWithoutQueue("it could not be emptied", notEmpty);
        }
    }

    private void commits() throws Exception {
        try (var connection = stage.postgres().connect("postgres")) {
            log.add(Figure.COMMITS, Commits.rate(connection, COMMITS));
        }
    }

    private long secondsSoFar() {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    Report report(String revision) throws IOException, SQLException {
        return new Report(
                stage.postgres().today(),
                revision,
                arguments.asWords(),
                Machine.thisOne(stage.postgres().version()),
                List.copyOf(loads),
                log.measurements(),
                log.notes(),
                ledger.mismatches());
    }

    /** Whether everything was measured, and everything acknowledged is in the database. */
    boolean isSound() {
        return failures.isEmpty() && ledger.mismatches().isEmpty();
    }
}
