package io.ordo.bench.ordo;

import io.ordo.bench.load.Bytes;

/** Tasks as they are pushed: a payload of some 120 bytes, each with a number of its own. */
final class Payloads {
    private static final byte[] BEGINNING = Bytes.of("{\"payload\":{\"n\":");
    private static final byte[] MIDDLE = Bytes.of(",\"target\":\"host-of-the-bench\",\"tool\":\"nmap\",\"options\":\""
            + "x".repeat(50) + "\"},\"priority\":3");
    private static final byte[] TENANT = Bytes.of(",\"owner_id\":\"tenant-");

    private Payloads() {}

    /**
     * Adds a task.
     *
     * @param tenants whose turn it is by the task's number; 0: nobody's
     */
    static void add(Bytes body, long number, int tenants) {
        body.add(BEGINNING).add(number).add(MIDDLE);
        if (tenants > 0) {
            body.add(TENANT).add(number % tenants).add('"');
        }
        body.add('}');
    }

    /** As they stand in the answer of a pop. */
    static byte[] number() {
        return Bytes.of("\"n\":");
    }
}
