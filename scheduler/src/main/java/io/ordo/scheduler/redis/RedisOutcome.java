package io.ordo.scheduler.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import java.util.Locale;
import java.util.stream.Stream;

/** What came of a command, in the words of dispatching. */
final class RedisOutcome {
    /** Behind this, Redis repeats what it was sent, passwords and payloads among it. */
    private static final String REPEATED = ", with args";

    private static final int LONGEST = 200;

    private RedisOutcome() {}

    /** Why there is no connection. */
    static Delivery notConnected(Throwable failed) {
        return causes(failed)
                .filter(RedisCommandExecutionException.class::isInstance)
                .findFirst()
                .map(said -> said(String.valueOf(said.getMessage())))
                .orElseGet(() -> new Unreached("no_server", "Redis did not answer; " + reason(failed) + "."));
    }

    /** Why a command that was written has not been confirmed. */
    static Delivery failed(Throwable failed) {
        return failed instanceof RedisCommandExecutionException said
                ? said(String.valueOf(said.getMessage()))
                : new Refused(
                        "unconfirmed", "Redis did not confirm it; " + reason(failed) + ".", true, true, null, null);
    }

    /**
     * What an answer means. A login that is wrong is no trouble of the server, where others may log in; but it may be
     * right soon.
     */
    private static Delivery said(String answer) {
        String text = answer.split(REPEATED, 2)[0];
        text = text.substring(0, Math.min(LONGEST, text.length()));
        String word = text.split(" ", 2)[0];
        return switch (word) {
            case "WRONGTYPE" -> refused("wrong_type", text, false, false);
            case "NOPERM" -> refused("not_allowed", text, false, false);
            case "NOAUTH", "WRONGPASS" -> refused("not_allowed", text, true, false);
            case "OOM", "READONLY", "LOADING", "BUSY", "MISCONF", "MASTERDOWN", "NOREPLICAS", "CLUSTERDOWN" ->
                refused(word.toLowerCase(Locale.ROOT), text, true, true);
            default ->
                text.startsWith("ERR max number of clients")
                        ? refused("busy", text, true, true)
                        : refused("refused", text, false, false);
        };
    }

    private static Delivery refused(String reason, String text, boolean isRetryable, boolean isPlace) {
        return new Refused(reason, "Redis answered: " + text, isRetryable, isPlace, null, null);
    }

    /** What its innermost cause says; the outer ones say no more than that something was tried. */
    private static String reason(Throwable failed) {
        var innermost = causes(failed).reduce(failed, (_, cause) -> cause);
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause);
    }
}
