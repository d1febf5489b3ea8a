package io.ordo.scheduler.http.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants as requests write them. */
public final class Instants {
    /** What every part of the way keeps, the database among them. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** As {@link #EARLIEST}. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** What a text must be that is none. */
    public static final String FORM = "Must be a date and time with its offset, such as 2030-06-01T12:00:00Z.";

    /** What an instant must be that is not kept. */
    public static final String RANGE = "Must be from " + EARLIEST + " to " + LATEST + ".";

    private Instants() {}

    /**
     * The instant of an ISO 8601 date and time with its offset that is kept; empty for any other text.
     */
    public static Optional<Instant> parse(String text) {
        return read(text).filter(Instants::isKept);
    }

    /** Whether it lies between {@link #EARLIEST} and {@link #LATEST}. */
    public static boolean isKept(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /**
     * The instant of an ISO 8601 date and time with its offset, to the microsecond, as the database keeps it; empty for
     * any other text.
     */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
