package io.ordo.worker.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** What one attempt printed, as bytes up to a limit. Safe for use by several threads. */
public final class Output {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean full;

    /**
     * @param limit the bytes it keeps; the first byte beyond makes it full
     */
    public Output(int limit) {
        this.limit = limit;
    }

    /** Appends a line of the worker's own and ends it. */
    public void printLine(String line) {
        byte[] encoded = (line + "\n").getBytes(UTF_8);
        append(encoded, encoded.length);
    }

    /**
     * Appends the first {@code length} bytes of a buffer, as many as still fit.
     *
     * @return whether all of them did
     */
    public synchronized boolean append(byte[] buffer, int length) {
        int room = limit - bytes.size();
        bytes.write(buffer, 0, Math.min(room, length));
        full |= length > room;
        return !full;
    }

    /** Whether something was printed that did not fit. */
    public synchronized boolean isFull() {
        return full;
    }

    /** The bytes it keeps at most. */
    public int limit() {
        return limit;
    }

    /**
     * Everything kept, read as UTF-8. What is not UTF-8, and NUL which databases refuse, becomes U+FFFD; a
     * character that the limit cut in two is left out.
     */
    public synchronized String text() {
        CharBuffer chars = CharBuffer.allocate(bytes.size());
        decoder().decode(ByteBuffer.wrap(bytes.toByteArray()), chars, !full);
        return chars.flip().toString().replace('\0', '\uFFFD');
    }

    private static CharsetDecoder decoder() {
        return UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }
}
