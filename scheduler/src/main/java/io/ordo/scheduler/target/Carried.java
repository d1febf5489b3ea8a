package io.ordo.scheduler.target;

import java.util.Arrays;
import java.util.List;

/** IPv4 addresses inside those of IPv6: a machine or gateway on the way takes them out and goes there. */
final class Carried {
    /** No range can be written of these: where they are read, they are IPv4 at once. */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private static final Range NAT64 = Range.of("64:ff9b::/96");
    private static final Range SIX_TO_FOUR = Range.of("2002::/16");
    private static final Range TEREDO = Range.of("2001::/32");
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private Carried() {}

    /** Where one gets with an address: what it carries, or else the address itself. */
    static List<byte[]> by(byte[] address) {
        if (isMapped(address) || NAT64.contains(address)) {
            return List.of(part(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return List.of(part(address, 2));
        }
        if (TEREDO.contains(address)) {
            return List.of(part(address, 4), inverted(part(address, 12)));
        }
        return List.of(address);
    }

    private static boolean isMapped(byte[] address) {
        return address.length == IPV6 && Arrays.equals(MAPPED, 0, MAPPED.length, address, 0, MAPPED.length);
    }

    private static byte[] part(byte[] address, int from) {
        return Arrays.copyOfRange(address, from, from + IPV4);
    }

    /** So that no gateway mistakes it for its own. */
    private static byte[] inverted(byte[] address) {
        for (int place = 0; place < address.length; place++) {
            address[place] = (byte) ~address[place];
        }
        return address;
    }
}
