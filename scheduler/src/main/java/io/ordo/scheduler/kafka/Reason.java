package io.ordo.scheduler.kafka;

import java.util.stream.Stream;

/** Why something failed. Kafka says of most failures no more than where they were noticed. */
final class Reason {
    private Reason() {}

    /** The innermost cause, and what it says: often no more than the name of a file. */
    static String of(Throwable failed) {
        var innermost = Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
                .reduce(failed, (_, cause) -> cause);
        String kind = innermost.getClass().getSimpleName();
        return innermost.getMessage() == null ? kind : kind + ": " + withoutStop(innermost.getMessage());
    }

    /** It becomes a part of a sentence of ours. */
    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
