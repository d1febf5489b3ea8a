package io.ordo.scheduler.target;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/** All addresses that begin with the same bits. */
final class Range {
    /** As everybody reads it. Some read 010 as eight, and 127.1 as 127.0.0.1. */
    private static final String DECIMAL = "(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}";

    private static final Pattern IPV4 = Pattern.compile(DECIMAL);

    /** Without a zone, which means something on this machine alone. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:([0-9A-Fa-f]*|" + DECIMAL + ")");

    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final byte[] first;
    private final int bits;

    private Range(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * As CIDR writes it, or a single address.
     *
     * @throws IllegalArgumentException when it is none, or begins amid a range
     */
    static Range of(String text) {
        int slash = text.indexOf('/');
        byte[] first = address(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int all = first.length * Byte.SIZE;
        int bits = slash < 0 ? all : bits(text.substring(slash + 1));
        if (bits > all) {
            throw new IllegalArgumentException("more bits than it has: " + text);
        }
        var range = new Range(first, bits);
        if (!Arrays.equals(first, range.masked())) {
            throw new IllegalArgumentException("begins amid a range: " + text);
        }
        return range;
    }

    private static int bits(String text) {
        if (!BITS.matcher(text).matches()) {
            throw new IllegalArgumentException("no number of bits: " + text);
        }
        return Integer.parseInt(text);
    }

    /**
     * An address in the one spelling that all read alike. Nothing is ever looked up.
     *
     * @param text an IPv6 address without brackets
     * @throws IllegalArgumentException when it is none
     */
    static InetAddress address(String text) {
        if (IPV4.matcher(text).matches()) {
            return Inet4Address.ofLiteral(text);
        }
        if (IPV6.matcher(text).matches()) {
            return Inet6Address.ofLiteral(text);
        }
        throw new IllegalArgumentException("no address: " + text);
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        return Arrays.equals(first, new Range(address, bits).masked());
    }

    /** The bits that count, and zeros. */
    private byte[] masked() {
        byte[] masked = Arrays.copyOf(Arrays.copyOf(first, (bits + 7) / 8), first.length);
        if (bits % 8 != 0) {
            masked[bits / 8] &= (byte) (0xFF00 >> bits % 8);
        }
        return masked;
    }
}
