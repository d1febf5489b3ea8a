package io.ordo.scheduler.http.client;

import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.work.Words;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a client schedule is due, in the words of client schedules.
 *
 * @param text a cron expression, a local date and time, seconds, or nothing, as the type asks
 */
record ClientTimes(Type type, String text) {
    private static final Pattern CRON = Pattern.compile("@\\w+|\\S+(\\s+\\S+){4,5}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,7}");

    /** How a client schedule says when it is due. */
    enum Type {
        CRON("five fields, six with seconds first, or @daily and the like"),
        NOW("nothing"),
        DATE("a date and time such as 2030-04-05T12:30:00, in its timezone"),
        DELAY("seconds, such as \"50\""),
        DELAY_RECUR("seconds, such as \"50\""),
        /** Was changed to a schedule that client schedules do not know. */
        OTHER("");

        private final String form;

        Type(String form) {
            this.form = form;
        }

        /** The word on the wire. */
        String word() {
            return Words.of(this).replace('_', '-');
        }

        /** The type of that word, of those that can be asked for. */
        static Optional<Type> ofWord(String word) {
            return Stream.of(values())
                    .filter(type -> type != OTHER && type.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findAny();
        }

        /** What belongs to it. */
        String form() {
            return form;
        }
    }

    /** The words for a schedule. */
    static ClientTimes of(ScheduleExpression schedule) {
        String text = schedule.text();
        if (schedule.isNow()) {
            return new ClientTimes(Type.NOW, "");
        }
        if (text.matches("(in|after) \\d+s")) {
            var type = schedule.isAfterEnd() ? Type.DELAY_RECUR : Type.DELAY;
            return new ClientTimes(type, text.replaceAll("\\D", ""));
        }
        if (DATE.matcher(text).matches()) {
            return new ClientTimes(Type.DATE, text);
        }
        return new ClientTimes(CRON.matcher(text).matches() ? Type.CRON : Type.OTHER, text);
    }

    /** The schedule these stand for; empty when the text is not what the type asks for. */
    Optional<ScheduleExpression> expression(ZoneId zone) {
        var expression = switch (type) {
            case NOW -> ScheduleExpression.NOW;
            case DELAY -> SECONDS.matcher(text).matches() ? "in " + text + "s" : "";
            case DELAY_RECUR -> SECONDS.matcher(text).matches() ? "after " + text + "s" : "";
            case CRON -> CRON.matcher(text).matches() ? text : "";
            case DATE -> DATE.matcher(text).matches() ? text : "";
            case OTHER -> "";
        };
        return expression.isEmpty() ? Optional.empty() : Optional.of(new ScheduleExpression(expression, zone));
    }
}
