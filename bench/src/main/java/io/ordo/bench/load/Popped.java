package io.ordo.bench.load;

import java.util.Arrays;

/**
 * The tasks of a pop's answer, and what became of the settlements it carried. Scans for the few names it needs: {@code
 * "id"} and {@code "fence"} inside {@code "results"}, {@code "moved_to":"completed"} inside {@code "settled"}; payloads
 * must use none of these names.
 */
public final class Popped {
    /** Characters of a UUID. */
    public static final int ID_LENGTH = 36;

    private static final byte[] RESULTS = Bytes.of("\"results\":[");
    private static final byte[] SETTLED = Bytes.of("\"settled\":[");
    private static final byte[] ID = Bytes.of("\"id\":\"");
    private static final byte[] FENCE = Bytes.of("\"fence\":");
    private static final byte[] COMPLETED = Bytes.of("\"moved_to\":\"completed\"");

    private byte[] ids = new byte[ID_LENGTH];
    private long[] fences = new long[1];
    private int size;
    private int completed;

    private byte[] array = ids;
    private int to;
    private boolean inResults;
    private int idAt;

    /** Takes over what an answer says. */
    public void read(Answer answer) {
        clear();
        completed = 0;
        array = answer.array();
        to = answer.to();
        inResults = false;
        idAt = -1;
        for (int at = answer.from(); at < to; ) {
            at = array[at] == '"' ? step(at) : at + 1;
        }
    }

    /** Takes no notice of the tasks any more. */
    public void clear() {
        size = 0;
    }

    /** How many tasks there are. */
    public int size() {
        return size;
    }

    /** How many settlements completed their task. */
    public int completed() {
        return completed;
    }

    /** All ids, {@value #ID_LENGTH} bytes each. */
    public byte[] ids() {
        return ids;
    }

    /** The fence of one task. */
    public long fence(int index) {
        return fences[index];
    }

    private int step(int at) {
        if (at + 2 >= to) {
            return to;
        }
        return switch (array[at + 1]) {
            case 'i' -> stepId(at);
            case 'f' -> stepFence(at);
            case 'm' -> stepMoved(at);
            case 'r' -> stepPlace(at, RESULTS, true);
            case 's' -> stepPlace(at, SETTLED, false);
            default -> at + 1;
        };
    }

    private int stepPlace(int at, byte[] name, boolean results) {
        if (!isAt(at, name)) {
            return at + 1;
        }
        inResults = results;
        return at + name.length;
    }

    private int stepId(int at) {
        if (!inResults || !isAt(at, ID)) {
            return at + 1;
        }
        idAt = at + ID.length;
        return idAt + ID_LENGTH;
    }

    private int stepFence(int at) {
        if (!inResults || idAt < 0 || !isAt(at, FENCE)) {
            return at + 1;
        }
        if (size == fences.length) {
            fences = Arrays.copyOf(fences, 2 * size);
            ids = Arrays.copyOf(ids, 2 * size * ID_LENGTH);
        }
        System.arraycopy(array, idAt, ids, size * ID_LENGTH, ID_LENGTH);
        fences[size++] = Numbers.at(array, at + FENCE.length, to);
        idAt = -1;
        return at + FENCE.length;
    }

    private int stepMoved(int at) {
        if (inResults || !isAt(at, COMPLETED)) {
            return at + 1;
        }
        completed++;
        return at + COMPLETED.length;
    }

    private boolean isAt(int at, byte[] name) {
        return at + name.length <= to && Numbers.matches(array, at, name);
    }
}
