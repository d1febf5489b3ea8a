package io.ordo.bench.ordo;

import io.ordo.bench.load.Bytes;

/** Tasks as they are pushed: a payload of some 120 bytes, each with a number of its own. */
final class Payloads {
    private static final byte[] BEGINNING = Bytes.of("{\"payload\":{\"n\":");
    private static final byte[] END = Bytes.of(",\"target\":\"host-of-the-bench\",\"tool\":\"nmap\",\"options\":\""
            + "x".repeat(50) + "\"},\"priority\":3}");

    private Payloads() {}

    static void add(Bytes body, long number) {
        body.add(BEGINNING).add(number).add(END);
    }

    /** As they stand in the answer of a pop. */
    static byte[] number() {
        return Bytes.of("\"n\":");
    }
}
