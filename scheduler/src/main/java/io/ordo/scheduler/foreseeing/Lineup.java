package io.ordo.scheduler.foreseeing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one queue in the order in which they are popped: the first of them one by one, or a few of all.
 *
 * @param rows in order
 * @param each how many tasks one row stands for; 1 when all are there
 * @param isWhole whether the queue has no others
 */
public record Lineup(List<Row> rows, double each, boolean isWhole) {
    /** Of a queue in which nothing is queued. */
    public static final Lineup EMPTY = new Lineup(List.of(), 1, true);

    /** Of a queue nobody could look at. */
    public static final Lineup UNSEEN = new Lineup(List.of(), 1, false);

    public Lineup {
        rows = List.copyOf(rows);
    }

    /** How many of these stand before a place. */
    public int before(long rank, long seq) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).isBefore(rank, seq)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether everything is there that stands before a place. */
    public boolean reaches(long rank, long seq) {
        return isWhole || (!rows.isEmpty() && !rows.getLast().isBefore(rank, seq));
    }

    /**
     * A queued task.
     *
     * @param level its class, 1 to 5
     */
    public record Row(long rank, long seq, @Nullable String tenant, int level, Instant arrival) {
        /** The order in which tasks are popped. */
        public static final Comparator<Row> ORDER =
                Comparator.comparingLong(Row::rank).thenComparingLong(Row::seq);

        /** Whether it came before another task, which that number tells from one of the same instant. */
        public boolean isOlder(Instant other, long otherSeq) {
            int earlier = arrival.compareTo(other);
            return earlier < 0 || (earlier == 0 && seq < otherSeq);
        }

        boolean isBefore(long otherRank, long otherSeq) {
            return rank < otherRank || (rank == otherRank && seq < otherSeq);
        }
    }
}
