package io.ordo.scheduler.http.schema;

import com.networknt.schema.JsonSchemaException;
import java.util.function.Supplier;

/**
 * What judging the payloads of one request may cost. Every step says what it costs before it is taken, in units of
 * about ten nanoseconds, so that the end comes early and always at the same place: no thread must be interrupted, and
 * no clock be asked.
 */
final class Effort {
    /** Half a second, perhaps; a payload of some thousand fields costs a hundredth of it. */
    static final long MOST = 40_000_000;

    /** Schemas within schemas, by reference. What a payload needs is a few for each of its 40 levels. */
    private static final int DEEPEST = 400;

    private static final ScopedValue<Effort> CURRENT = ScopedValue.newInstance();

    private long left = MOST;
    private long steps;
    private int depth;

    /** The effort this thread makes. */
    static Effort current() {
        return CURRENT.get();
    }

    <T> T judging(Supplier<T> work) {
        depth = 0;
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /**
     * Says what the next step costs.
     *
     * @throws TooMuch when it is not to be taken
     */
    void spend(long units) {
        steps++;
        left -= units;
        if (left < 0) {
            throw new TooMuch("takes too long to judge");
        }
    }

    /** How many steps were taken. */
    long steps() {
        return steps;
    }

    /** One schema deeper, until {@link #leave}. */
    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw new TooMuch("refers to itself without an end");
        }
    }

    void leave() {
        depth--;
    }

    /** The library lets it through as it is, because it is one of its own. */
    static final class TooMuch extends JsonSchemaException {
        private static final long serialVersionUID = 1L;

        private final String why;

        TooMuch(String why) {
            super(why);
            this.why = why;
        }

        /** What the schema does. */
        String why() {
            return why;
        }
    }
}
