package io.ordo.ranker.simulation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How differently two rankers order the same tasks.
 *
 * @param tasks how many
 * @param kendallTau 1 for the same order, 0 for nothing in common, -1 for the reverse (Kendall 1938)
 * @param moved the share of tasks whose place differs by more than a hundredth of all places
 */
public record Divergence(int tasks, double kendallTau, double moved) {
    /**
     * Compares the ranks that two rankers gave the same tasks.
     *
     * @param live ranks by one, of equal ranks the earlier in the array first
     * @param candidate ranks by the other, of the same tasks in the same order
     */
    public static Divergence of(long[] live, long[] candidate) {
        if (live.length != candidate.length) {
            throw new IllegalArgumentException("these are ranks of different tasks");
        }
        int size = live.length;
        if (size < 2) {
            return new Divergence(size, 1, 0);
        }
        var order = order(live);
        var places = places(order(candidate));
        var seen = new Fenwick(size);
        long inversions = 0;
        int moved = 0;
        for (int place = 0; place < size; place++) {
            int other = places[order[place]];
            inversions += place - seen.upTo(other);
            seen.add(other);
            moved += Math.abs(other - place) > size / 100 ? 1 : 0;
        }
        double pairs = (double) size * (size - 1) / 2;
        return new Divergence(size, 1 - 2 * inversions / pairs, (double) moved / size);
    }

    private static int[] order(long[] ranks) {
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> ranks[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] places(int[] order) {
        var places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return places;
    }
}
