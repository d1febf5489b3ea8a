package io.ordo.scheduler.http.kat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages before and after a page are: at the address that was asked, with other numbers. The arithmetic is
 * OpenKAT's to the letter, its last page that is always empty included.
 *
 * @param address with scheme, host and path
 * @param query as it was sent, without its question mark; null for none
 */
public record PageLinks(String address, @Nullable String query) {
    private static final Set<String> OURS = Set.of("limit", "offset");

    /** The page after; null when this one reaches beyond the end. */
    @Nullable
    public String next(long offset, int limit, long count) {
        return offset + limit <= count ? link(limit, offset + limit) : null;
    }

    /** The page before; null when less than a page lies before this one. */
    @Nullable
    public String previous(long offset, int limit) {
        return offset - limit >= 0 ? link(limit, offset - limit) : null;
    }

    private String link(int limit, long offset) {
        var kept = query == null || query.isEmpty()
                ? Stream.<String[]>of()
                : Stream.of(query.split("&", -1))
                        .filter(pair -> !pair.isEmpty())
                        .map(pair -> pair.split("=", 2));
        var numbers = Stream.of(
                new String[] {"limit", String.valueOf(limit)}, new String[] {"offset", String.valueOf(offset)});
        return address + "?"
                + Stream.concat(kept.filter(pair -> !OURS.contains(decoded(pair[0]))), numbers)
                        .map(pair -> encoded(pair[0]) + "=" + (pair.length > 1 ? encoded(pair[1]) : ""))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String sent) {
        return URLEncoder.encode(decoded(sent), StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** What cannot be decoded is kept as it is. */
    private static String decoded(String sent) {
        try {
            return URLDecoder.decode(sent, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return sent;
        }
    }
}
