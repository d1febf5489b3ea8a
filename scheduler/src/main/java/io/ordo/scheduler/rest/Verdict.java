package io.ordo.scheduler.rest;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Accepted;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.target.Address;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer means for the parcel. */
final class Verdict {
    private static final int ACCEPTED = 202;
    private static final int SERVER_ERROR = 500;

    /** Request timeout, too early, too many requests. Any other 4xx would be answered to another attempt, too. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** It would answer any other parcel in the same way now: too many requests, or what stands before it is alone. */
    private static final Set<Integer> BY_THE_PLACE = Set.of(429, 502, 503, 504);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final InstantSource clock;

    Verdict(InstantSource clock) {
        this.clock = clock;
    }

    Delivery on(Answer answer, Address.Rest address) {
        int code = answer.code();
        if (code == ACCEPTED && address.isAsync()) {
            return new Accepted(answer.receipt());
        }
        if (address.success().contains(code)) {
            return new Arrived(answer.receipt());
        }
        boolean isRetryable = code >= SERVER_ERROR || LATER.contains(code);
        return new Refused(
                "http_" + code,
                error(code),
                isRetryable,
                BY_THE_PLACE.contains(code),
                isRetryable ? wait(answer.retryAfter()) : null,
                answer.receipt());
    }

    private static String error(int code) {
        boolean isRedirect = code >= 300 && code < 400 && code != 304;
        return "The receiver answered " + code
                + (isRedirect ? ": it sent the request elsewhere, and no redirect is followed." : ".");
    }

    /** At most a day; null when it said nothing that can be understood. */
    private @Nullable Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        var wait = SECONDS.matcher(retryAfter).matches()
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : until(retryAfter);
        return wait == null || wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private @Nullable Duration until(String date) {
        try {
            var then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            var wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
