package io.ordo.bench.dispatch;

import java.util.UUID;

/**
 * What is sent, whoever sends it.
 *
 * @param body some 120 bytes, which a task has as its payload
 */
record Message(UUID id, String body) {
    private static final String OPTIONS = "x".repeat(80);

    /** The message of a number. */
    static Message of(int number) {
        return new Message(new UUID(0x0190_0000_0000_7000L + number, Long.MIN_VALUE + number), body(number));
    }

    static String body(int number) {
        return "{\"n\":" + number + ",\"kind\":\"order\",\"options\":\"" + OPTIONS + "\"}";
    }

    /** As Ordo writes it for a task: the trace is the message's own. */
    String traceparent() {
        return "00-" + id.toString().replace("-", "") + "-0000000000000001-01";
    }
}
