package io.ordo.scheduler.filter;

import io.ordo.scheduler.filter.Value.Document;
import io.ordo.scheduler.filter.Value.Moment;
import io.ordo.scheduler.filter.Value.One;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.filter.Value.Truth;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a column holds, and so what it is compared with. */
public enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    /** Compared with times in ISO 8601; those without an offset, and dates, are in UTC. */
    MOMENT,
    ID,
    /** One of a few words. */
    WORD,
    /** JSON is read as what it is compared with. */
    JSON;

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER_FORM = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .parseLenient()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT);
    private static final Instant LEAST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant MOST = Instant.parse("9999-12-31T00:00:00Z");

    /** Whether the operators on texts apply to it. */
    boolean isTextual() {
        return switch (this) {
            case TEXT, ID, WORD, JSON -> true;
            case NUMBER, TRUTH, MOMENT -> false;
        };
    }

    /**
     * The value as this kind of column is compared with it.
     *
     * @throws FilterRefused when it cannot be
     */
    One read(One value) {
        return switch (this) {
            case JSON -> value;
            case TEXT, WORD -> text(value).<One>map(Text::new).orElseThrow(() -> refused("texts"));
            case NUMBER -> number(value).<One>map(Quantity::new).orElseThrow(() -> refused("numbers"));
            case TRUTH -> truth(value).<One>map(Truth::new).orElseThrow(() -> refused("true and false"));
            case MOMENT ->
                text(value)
                        .flatMap(Kind::instant)
                        .<One>map(Moment::new)
                        .orElseThrow(() -> refused("times in ISO 8601"));
            case ID -> text(value).flatMap(Kind::id).<One>map(Value.Id::new).orElseThrow(() -> refused("UUIDs"));
        };
    }

    /** The moment a text stands for: a date, or a date and time with or without its offset; empty for any other. */
    public static Optional<Instant> instant(String text) {
        try {
            var parsed = TIME.parseBest(
                    text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(instant(parsed)).filter(one -> !one.isBefore(LEAST) && !one.isAfter(MOST));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
        };
    }

    static Optional<String> text(One value) {
        return switch (value) {
            case Text(String text) -> Optional.of(text);
            case Document(String json) -> Optional.of(json);
            case Quantity _, Truth _, Moment _, Value.Id _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(One value) {
        return value instanceof Quantity(BigDecimal number)
                ? Optional.of(number)
                : text(value)
                        .filter(text -> NUMBER_FORM.matcher(text).matches())
                        .map(BigDecimal::new);
    }

    private static Optional<Boolean> truth(One value) {
        return value instanceof Truth(boolean truth)
                ? Optional.of(truth)
                : text(value)
                        .filter(text -> text.equals("true") || text.equals("false"))
                        .map(Boolean::valueOf);
    }

    private static Optional<UUID> id(String text) {
        return UUID_FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static FilterRefused refused(String values) {
        return new FilterRefused("is compared with " + values);
    }
}
