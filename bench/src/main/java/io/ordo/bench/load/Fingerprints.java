package io.ordo.bench.load;

/**
 * A set of UUIDs that keeps 8 bytes of each, mixed from all 16: for ten million, the odds that two of them look the
 * same are one in 400 000. Open addressing, at most half full.
 */
final class Fingerprints {
    private long[] slots = new long[1 << 12];
    private int size;

    /** Adds a UUID, written as 36 characters; false when it was there. */
    boolean add(byte[] array, int from) {
        if (2 * size >= slots.length) {
            grow();
        }
        return insert(slots, fingerprint(array, from));
    }

    private boolean insert(long[] into, long print) {
        int mask = into.length - 1;
        int slot = (int) print & mask;
        while (into[slot] != 0) {
            if (into[slot] == print) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        into[slot] = print;
        size++;
        return true;
    }

    private void grow() {
        var larger = new long[2 * slots.length];
        size = 0;
        for (long print : slots) {
            if (print != 0) {
                insert(larger, print);
            }
        }
        slots = larger;
    }

    private static long fingerprint(byte[] array, int from) {
        long high = 0;
        long low = 0;
        for (int at = from; at < from + 18; at++) {
            high = array[at] == '-' ? high : (high << 4) | Numbers.hex(array[at]);
        }
        for (int at = from + 18; at < from + Popped.ID_LENGTH; at++) {
            low = array[at] == '-' ? low : (low << 4) | Numbers.hex(array[at]);
        }
        long mixed = mix(high) ^ mix(low + 0x9E3779B97F4A7C15L);
        return mixed == 0 ? 1 : mixed;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mix(long value) {
        long once = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }
}
