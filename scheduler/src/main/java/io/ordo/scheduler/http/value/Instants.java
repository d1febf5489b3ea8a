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

    private Instants() {}

    /**
     * The instant of an ISO 8601 date and time with its offset, years 1900 to 9999, to the microsecond, as the database
     * keeps it; empty for any other text.
     */
    public static Optional<Instant> parse(String text) {
        try {
            var instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
