package io.ordo.scheduler.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a {@link Filter.Condition} compares with. Its type says how a JSON value is read before it is compared. */
public sealed interface Value {
    /** A single value. */
    sealed interface One extends Value {}

    /** A text. */
    record Text(String text) implements One {}

    /** A number. */
    record Quantity(BigDecimal number) implements One {}

    /** True or false. */
    record Truth(boolean truth) implements One {}

    /** A moment. */
    record Moment(Instant instant) implements One {}

    /** An id. */
    record Id(UUID id) implements One {}

    /** A JSON document, as text. */
    record Document(String json) implements One {}

    /**
     * A choice.
     *
     * @param values never empty, all of one type
     */
    record Several(List<One> values) implements Value {
        /** The longest choice. */
        public static final int MOST = 1_000;

        public Several {
            values = List.copyOf(values);
            if (values.isEmpty() || values.size() > MOST) {
                throw new FilterRefused("a list has 1 to " + MOST + " values, not " + values.size());
            }
            if (values.stream().map(Object::getClass).distinct().count() > 1) {
                throw new FilterRefused("the values of a list are of one type");
            }
        }
    }
}
