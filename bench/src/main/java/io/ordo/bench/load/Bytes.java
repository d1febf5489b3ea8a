package io.ordo.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are added to at their end, and cleared to be used again. For one thread. */
public final class Bytes {
    private byte[] array = new byte[1024];
    private int length;

    /** Forgets what was added. */
    public Bytes clear() {
        length = 0;
        return this;
    }

    /** Adds all of these. */
    public Bytes add(byte[] more) {
        return add(more, 0, more.length);
    }

    /** Adds a part of these. */
    public Bytes add(byte[] more, int from, int count) {
        makeRoom(count);
        System.arraycopy(more, from, array, length, count);
        length += count;
        return this;
    }

    /** Adds other bytes. */
    public Bytes add(Bytes more) {
        return add(more.array, 0, more.length);
    }

    /** Adds one. */
    public Bytes add(char ascii) {
        makeRoom(1);
        array[length++] = (byte) ascii;
        return this;
    }

    /** Adds the digits of a number that is not negative. */
    public Bytes add(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        makeRoom(digits);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            array[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    /** The bytes from the first one; those beyond {@link #length} mean nothing. */
    byte[] array() {
        return array;
    }

    /** Text of ASCII characters as bytes. */
    public static byte[] of(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    private void makeRoom(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }
}
