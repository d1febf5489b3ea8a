package io.ordo.bench.trial;

import io.ordo.bench.report.Figure;

/**
 * The lifecycle beside ten thousand and beside a million tasks: small, large, large, small, large, small. It is run
 * once and measures three times, because a million tasks take their time to come and go.
 */
public final class BacklogTrial implements Trial {
    @Override
    public void run(Round round) throws Exception {
        small(round);
        large(round);
        large(round);
        small(round);
        large(round);
        small(round);
    }

    private static void small(Round round) throws Exception {
        round.stock().bringTo(Lifecycle.SMALL_BACKLOG);
        measure(round, Figure.BACKLOG_SMALL);
    }

    private static void large(Round round) throws Exception {
        int asked = round.pace().largeBacklog();
        round.stock().fill(asked);
        long queued = round.queue().ledger().queued();
        if (queued < asked) {
            round.note("large backlog: only %,d tasks could be queued in the time for it".formatted(queued));
        }
        measure(round, Figure.BACKLOG_LARGE);
    }

    private static void measure(Round round, Figure figure) throws Exception {
        round.add(figure, Lifecycle.run(round, round.pace().lifecycle(), 1).rate());
    }
}
