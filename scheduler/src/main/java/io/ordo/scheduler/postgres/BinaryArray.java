package io.ordo.scheduler.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * An array in the binary form of PostgreSQL's protocol. The driver writes arrays of ids and instants as text, and to
 * read that text was half of what a push cost the database.
 *
 * @param <V> an element
 * @param element its type in the database
 * @param array the type of arrays of it
 */
record BinaryArray<V>(int element, int array, Form<V> form) {
    static final BinaryArray<UUID> UUIDS = new BinaryArray<>(Oid.UUID, Oid.UUID_ARRAY, (id, out) -> {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    });

    static final BinaryArray<Integer> INTEGERS = new BinaryArray<>(Oid.INT4, Oid.INT4_ARRAY, (number, out) -> {
        out.writeInt(Integer.BYTES);
        out.writeInt(number);
    });

    static final BinaryArray<Long> LONGS = new BinaryArray<>(Oid.INT8, Oid.INT8_ARRAY, (number, out) -> {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    });

    static final BinaryArray<Double> DOUBLES = new BinaryArray<>(Oid.FLOAT8, Oid.FLOAT8_ARRAY, (number, out) -> {
        out.writeInt(Double.BYTES);
        out.writeDouble(number);
    });

    static final BinaryArray<Instant> INSTANTS =
            new BinaryArray<>(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, (instant, out) -> {
                out.writeInt(Long.BYTES);
                out.writeLong(micros(instant));
            });

    /** The database counts from the year 2000. */
    private static final long EPOCH_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final int MICROS_PER_SECOND = 1_000_000;

    private static final int NANOS_PER_MICRO = 1_000;

    /** As text: UTF-8, as the driver has agreed with the database. */
    static BinaryArray<String> texts(BaseConnection connection) throws SQLException {
        var encoding = connection.getEncoding();
        return new BinaryArray<>(Oid.TEXT, Oid.TEXT_ARRAY, (text, out) -> {
            byte[] bytes = encoding.encode(text);
            out.writeInt(bytes.length);
            out.write(bytes);
        });
    }

    /** The connection as the driver's own. */
    static BaseConnection driver(PreparedStatement statement) throws SQLException {
        return statement.getConnection().unwrap(BaseConnection.class);
    }

    private static long micros(Instant instant) {
        long seconds = Math.subtractExact(instant.getEpochSecond(), EPOCH_SECOND);
        return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), instant.getNano() / NANOS_PER_MICRO);
    }

    Array of(BaseConnection connection, List<? extends @Nullable V> values) throws SQLException {
        var out = new Bytes();
        out.writeInt(values.isEmpty() ? 0 : 1); // dimensions
        out.writeInt(values.contains(null) ? 1 : 0);
        out.writeInt(element);
        if (!values.isEmpty()) {
            out.writeInt(values.size());
            out.writeInt(1); // where its count begins
        }
        try {
            for (var value : values) {
                if (value == null) {
                    out.writeInt(-1);
                } else {
                    form.write(value, out);
                }
            }
        } catch (IOException unwritable) {
            throw new SQLException("a text is none: " + unwritable.getMessage(), "22021", unwritable);
        }
        return new PgArray(connection, array, out.written());
    }

    /** How an element is written: its length in bytes, and those. */
    @FunctionalInterface
    interface Form<V> {
        void write(V value, Bytes out) throws IOException;
    }

    /** What was written; the streams of the JDK take a lock for every number. */
    static final class Bytes {
        private static final int AT_FIRST = 4096;

        private ByteBuffer buffer = ByteBuffer.allocate(AT_FIRST);

        void writeInt(int number) {
            room(Integer.BYTES).putInt(number);
        }

        void writeLong(long number) {
            room(Long.BYTES).putLong(number);
        }

        void writeDouble(double number) {
            room(Double.BYTES).putDouble(number);
        }

        void write(byte[] bytes) {
            room(bytes.length).put(bytes);
        }

        byte[] written() {
            return Arrays.copyOf(buffer.array(), buffer.position());
        }

        private ByteBuffer room(int bytes) {
            if (buffer.remaining() < bytes) {
                int size = Math.max(Math.addExact(buffer.position(), bytes), 2 * buffer.capacity());
                buffer = ByteBuffer.allocate(size).put(buffer.flip());
            }
            return buffer;
        }
    }
}
