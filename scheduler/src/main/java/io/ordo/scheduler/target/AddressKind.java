package io.ordo.scheduler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an address is, where it is not simply somebody's on the Internet. From IANA's registries of special-purpose
 * addresses; the first that an address is counts.
 */
enum AddressKind {
    /** Whoever can ask these knows the secrets of the machine. They stand amid ranges that are harmless otherwise. */
    METADATA(
            "the address of a cloud's metadata service",
            "169.254.169.254 169.254.170.2 169.254.170.23 169.254.42.42 100.100.100.200 168.63.129.16 192.0.0.192"
                    + " fd00:ec2::/32 fd20:ce::254 fd00:42::42"),
    LOOPBACK("a loopback address", "127.0.0.0/8 ::1"),
    PRIVATE("a private address", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10"),
    LINK_LOCAL("a link-local address", "169.254.0.0/16 fe80::/10"),
    SHARED("an address that the customers of a provider share", "100.64.0.0/10"),
    UNSPECIFIED("an unspecified address", "0.0.0.0/8 ::"),
    MULTICAST("a multicast address", "224.0.0.0/4 ff00::/8"),
    DOCUMENTATION("an address of documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    BENCHMARKING("an address of benchmarks", "198.18.0.0/15 2001:2::/48"),
    /** Broadcast among them, and whatever is not given out for the Internet. */
    RESERVED("a reserved address", "192.0.0.0/24 192.88.99.0/24 240.0.0.0/4 2001::/23 ::/3 4000::/2 8000::/1");

    private static final Map<AddressKind, List<Range>> RANGES =
            Arrays.stream(values()).collect(Collectors.toMap(Function.identity(), AddressKind::ranges));

    private final String description;
    private final String ranges;

    AddressKind(String description, String ranges) {
        this.description = description;
        this.ranges = ranges;
    }

    /** What kind an address is that carries no other; empty for one on the Internet. */
    static Optional<AddressKind> of(byte[] address) {
        return Arrays.stream(values()).filter(kind -> kind.contains(address)).findFirst();
    }

    private boolean contains(byte[] address) {
        return RANGES.getOrDefault(this, List.of()).stream().anyMatch(range -> range.contains(address));
    }

    private List<Range> ranges() {
        return Stream.of(ranges.split(" ", -1)).map(Range::of).toList();
    }

    /** As settings name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With its article. */
    String description() {
        return description;
    }
}
