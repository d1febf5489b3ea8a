package io.ordo.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** Reads one answer of HTTP/1.1 after the other. It understands bodies with a length, and no others. */
final class AnswerReader {
    private static final int AT_STATUS = "HTTP/1.1 ".length();
    private static final byte[] LENGTH = Bytes.of("content-length:");

    private byte[] array = new byte[8192];
    private int length;
    private int searched;
    private int bodyFrom;
    private int bodyTo;

    /** Reads what is there; true when the answer is complete. */
    boolean read(ReadableByteChannel channel) throws IOException {
        if (length == array.length) {
            array = Arrays.copyOf(array, 2 * array.length);
        }
        int count = channel.read(ByteBuffer.wrap(array, length, array.length - length));
        if (count < 0) {
            throw new LoadFailedException("the server closed a connection");
        }
        length += count;
        return isComplete();
    }

    /** The answer that is complete. */
    Answer answer() {
        return new Answer(array, (int) Numbers.at(array, AT_STATUS, length), bodyFrom, bodyTo);
    }

    void clear() {
        length = 0;
        searched = 0;
        bodyFrom = 0;
    }

    private boolean isComplete() {
        if (bodyFrom == 0 && !findBody()) {
            return false;
        }
        if (length > bodyTo) {
            throw new LoadFailedException("the server answered more than it was asked");
        }
        if (length < bodyTo && array.length < bodyTo) {
            array = Arrays.copyOf(array, bodyTo);
        }
        return length == bodyTo;
    }

    private boolean findBody() {
        for (int at = searched; at + 4 <= length; at++) {
            if (array[at] == '\r' && array[at + 1] == '\n' && array[at + 2] == '\r' && array[at + 3] == '\n') {
                bodyFrom = at + 4;
                bodyTo = bodyFrom + (int) contentLength(at);
                return true;
            }
        }
        searched = Math.max(0, length - 3);
        return false;
    }

    private long contentLength(int headTo) {
        for (int at = 0; at + LENGTH.length < headTo; at++) {
            if (array[at] == '\n' && startsWithLength(at + 1)) {
                int digits = at + 1 + LENGTH.length;
                while (array[digits] == ' ') {
                    digits++;
                }
                return Numbers.at(array, digits, headTo);
            }
        }
        throw new LoadFailedException("an answer came without Content-Length");
    }

    private boolean startsWithLength(int from) {
        for (int index = 0; index < LENGTH.length; index++) {
            int letter = array[from + index];
            int lower = letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
            if (lower != LENGTH[index]) {
                return false;
            }
        }
        return true;
    }
}
