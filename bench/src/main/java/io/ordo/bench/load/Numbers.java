package io.ordo.bench.load;

/** Reads numbers and words where they stand in a buffer. */
final class Numbers {
    private Numbers() {}

    /** The digits from an index up to a byte that is none. */
    static long at(byte[] array, int from, int to) {
        long number = 0;
        for (int at = from; at < to && array[at] >= '0' && array[at] <= '9'; at++) {
            number = 10 * number + (array[at] - '0');
        }
        return number;
    }

    /** Whether these bytes stand at an index; the caller knows that the buffer is long enough. */
    static boolean matches(byte[] array, int from, byte[] expected) {
        for (int index = 0; index < expected.length; index++) {
            if (array[from + index] != expected[index]) {
                return false;
            }
        }
        return true;
    }

    /** The value of a hexadecimal digit in lower or upper case. */
    static int hex(byte digit) {
        return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    }
}
