package io.ordo.scheduler.rest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver answered.
 *
 * @param body the beginning of it, as text
 * @param isWhole whether that is all of it
 * @param retryAfter the header, as it came
 * @param millis from the first byte sent to the last one read
 */
record Answer(
        int code, String body, boolean isWhole, @Nullable String retryAfter, long millis) {
    /** A JSON object that PostgreSQL takes, too: it knows no character U+0000. */
    String receipt() {
        var text = new StringBuilder(body.length() + 64)
                .append("{\"code\":")
                .append(code)
                .append(",\"millis\":")
                .append(millis)
                .append(isWhole ? "" : ",\"truncated\":true")
                .append(",\"body\":\"");
        JsonStringEncoder.getInstance().quoteAsString(body.replace('\0', '\uFFFD'), text);
        return text.append("\"}").toString();
    }
}
