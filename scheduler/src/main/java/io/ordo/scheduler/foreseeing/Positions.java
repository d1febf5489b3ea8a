package io.ordo.scheduler.foreseeing;

import io.ordo.scheduler.foreseeing.Lineup.Row;
import io.ordo.scheduler.queue.Place;
import java.util.List;
import java.util.function.Supplier;

/** Counts who stands before a place: exactly among the first of a queue, beyond them by a sample. */
public final class Positions {
    /** Of fewer nobody learns how many there are of each sort. */
    private static final int TELLING = 100;

    private final Lineup first;
    private final Supplier<Lineup> sample;

    /** @param sample asked only when the first do not reach as far */
    public Positions(Lineup first, Supplier<Lineup> sample) {
        this.first = first;
        this.sample = sample;
    }

    /** Where a task stands. */
    public Position of(Place place) {
        return at(place.rank(), place.seq(), 0);
    }

    /** Where a task would stand that stands elsewhere now. */
    public Position of(Place place, long otherRank) {
        return at(otherRank, place.seq(), place.rank() < otherRank ? 1 : 0);
    }

    private Position at(long rank, long seq, int itself) {
        if (first.reaches(rank, seq)) {
            return new Position(first.before(rank, seq) - itself + 1, false);
        }
        var some = sample.get();
        long about = Math.round(some.before(rank, seq) * some.each());
        long ahead = Math.max(first.rows().size(), about) - itself;
        return new Position(Math.toIntExact(Math.min(Integer.MAX_VALUE - 1, ahead)) + 1, true);
    }

    /** Who those are that stand before a task, or some of them. */
    public List<Row> before(Place place) {
        if (!first.reaches(place.rank(), place.seq())) {
            var some = sample.get();
            int found = some.before(place.rank(), place.seq());
            if (found >= TELLING) {
                return some.rows().subList(0, found);
            }
        }
        return first.rows().subList(0, first.before(place.rank(), place.seq()));
    }

    /**
     * Where something stands in its queue.
     *
     * @param number 1 is next
     * @param isApproximate whether it is estimated
     */
    public record Position(int number, boolean isApproximate) {}
}
