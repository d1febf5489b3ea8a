package io.ordo.scheduler.target;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses targets may have: all on the Internet, and what an operator opened. Judged are the bytes of an
 * address, never how somebody writes it, and of an address that carries another, the other.
 */
public final class AllowedAddresses {
    private static final String SETTING = "ORDO_ALLOWED_ADDRESSES";

    private final Set<AddressKind> kinds;
    private final List<Range> ranges;

    private AllowedAddresses(Set<AddressKind> kinds, List<Range> ranges) {
        this.kinds = kinds;
        this.ranges = ranges;
    }

    /**
     * What a setting opens.
     *
     * @param text words and ranges with commas between; empty opens nothing
     * @throws IllegalArgumentException when something in it is neither; the message says what to change
     */
    public static AllowedAddresses of(String text) {
        var kinds = EnumSet.noneOf(AddressKind.class);
        var items = Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        for (var kind : AddressKind.values()) {
            if (items.remove(kind.word())) {
                kinds.add(kind);
            }
        }
        return new AllowedAddresses(
                kinds, items.stream().map(AllowedAddresses::range).toList());
    }

    private static Range range(String item) {
        try {
            return Range.of(item);
        } catch (IllegalArgumentException wrong) {
            String words =
                    Arrays.stream(AddressKind.values()).map(AddressKind::word).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    SETTING + " must be of the words " + words + " and of ranges from their first address, such as"
                            + " 10.0.0.0/8 or fd00::/8, with commas between; '" + item + "' is neither.",
                    wrong);
        }
    }

    /**
     * Why an address may not be reached; empty when it may.
     *
     * @return what the address is, and the setting, as the end of a sentence: "a loopback address, which …"
     */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isNamed = isIn(bytes);
        return Carried.by(bytes).stream()
                .flatMap(carried -> closed(carried, isNamed))
                .findFirst()
                .map(kind -> kind.description() + ", which " + SETTING + " does not open");
    }

    /** A range that holds metadata services opens the rest of it: only their own word opens them. */
    private Stream<AddressKind> closed(byte[] address, boolean isNamed) {
        return AddressKind.of(address).stream()
                .filter(kind -> !kinds.contains(kind))
                .filter(kind -> kind == AddressKind.METADATA || !(isNamed || isIn(address)));
    }

    private boolean isIn(byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
