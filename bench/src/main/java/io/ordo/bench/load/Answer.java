package io.ordo.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer, as it stands in the connection's buffer: valid until the next request. */
public final class Answer {
    private final byte[] array;
    private final int status;
    private final int from;
    private final int to;

    Answer(byte[] array, int status, int from, int to) {
        this.array = array;
        this.status = status;
        this.from = from;
        this.to = to;
    }

    /** An answer of this body, for tests. */
    static Answer of(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Answer(bytes, status, 0, bytes.length);
    }

    /** Its HTTP status. */
    public int status() {
        return status;
    }

    /** The buffer the body stands in, from {@link #from} (inclusive) to {@link #to} (exclusive). */
    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** How often these bytes occur in the body. */
    public int count(byte[] sought) {
        int found = 0;
        for (int at = find(sought, from); at >= 0; at = find(sought, at + sought.length)) {
            found++;
        }
        return found;
    }

    /** The number that follows the first occurrence of these bytes, or -1 when there is none. */
    public long numberAfter(byte[] sought) {
        int at = find(sought, from);
        if (at < 0) {
            return -1;
        }
        int digits = at + sought.length;
        while (digits < to && array[digits] == ' ') {
            digits++;
        }
        return Numbers.at(array, digits, to);
    }

    /** The texts that follow the occurrences of these bytes, up to the next quotation mark each. */
    public List<String> textsAfter(byte[] sought) {
        var texts = new ArrayList<String>();
        for (int at = find(sought, from); at >= 0; at = find(sought, at + 1)) {
            int start = at + sought.length;
            int end = start;
            while (end < to && array[end] != '"') {
                end++;
            }
            texts.add(new String(array, start, end - start, StandardCharsets.UTF_8));
        }
        return texts;
    }

    /**
     * Returns when the status is the one asked for.
     *
     * @throws LoadFailedException with the beginning of the body when it is another
     */
    public void expect(int expected) {
        if (status != expected) {
            throw new LoadFailedException("answered " + status + " where " + expected + " was due: " + beginning());
        }
    }

    /** As much of the body as a message should hold. */
    public String beginning() {
        return new String(array, from, Math.min(to - from, 500), StandardCharsets.UTF_8);
    }

    private int find(byte[] sought, int start) {
        int last = to - sought.length;
        for (int at = start; at <= last; at++) {
            if (array[at] == sought[0] && Numbers.matches(array, at, sought)) {
                return at;
            }
        }
        return -1;
    }
}
