package io.ordo.ranker.simulation;

/** Counts by position, with sums of prefixes in logarithmic time (Fenwick 1994). */
final class Fenwick {
    private final int[] sums;

    Fenwick(int size) {
        sums = new int[size + 1];
    }

    void add(int position) {
        for (int i = position + 1; i < sums.length; i += i & -i) {
            sums[i]++;
        }
    }

    /** How many were added at this position or before. */
    int upTo(int position) {
        int sum = 0;
        for (int i = position + 1; i > 0; i -= i & -i) {
            sum += sums[i];
        }
        return sum;
    }
}
