package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PageLinksTest {
    private static final String ADDRESS = "http://127.0.0.1:8899/tasks";

    @Test
    void thePagesOfOpenKatsOwnExamplesAreThere() {
        assertThat(new PageLinks(ADDRESS, "limit=1").next(0, 1, 5)).isEqualTo(ADDRESS + "?limit=1&offset=1");
        assertThat(new PageLinks(ADDRESS, "limit=1").previous(0, 1)).isNull();
        var second = new PageLinks(ADDRESS, "limit=1&offset=1");
        assertThat(second.next(1, 1, 5)).isEqualTo(ADDRESS + "?limit=1&offset=2");
        assertThat(second.previous(1, 1)).isEqualTo(ADDRESS + "?limit=1&offset=0");
        assertThat(new PageLinks(ADDRESS, "unknown=1&limit=1").next(0, 1, 5))
                .isEqualTo(ADDRESS + "?unknown=1&limit=1&offset=1");
    }

    @Test
    void aFullLastPageIsFollowedByAnEmptyOne() {
        assertThat(new PageLinks(ADDRESS, null).next(10, 10, 20)).isEqualTo(ADDRESS + "?limit=10&offset=20");
        assertThat(new PageLinks(ADDRESS, null).next(11, 10, 20)).isNull();
    }

    @Test
    void aPageOfNoneIsItsOwnNeighbour() {
        var links = new PageLinks(ADDRESS, "limit=0");

        assertThat(links.next(0, 0, 0)).isEqualTo(ADDRESS + "?limit=0&offset=0");
        assertThat(links.previous(0, 0)).isEqualTo(ADDRESS + "?limit=0&offset=0");
    }

    @Test
    void theOtherParametersAreKeptInTheirOrder() {
        assertThat(new PageLinks(ADDRESS, "b=2&offset=7&a=%7C+x&b=3&c&%zz=*~").next(0, 1, 5))
                .isEqualTo(ADDRESS + "?b=2&a=%7C+x&b=3&c=&%25zz=%2A~&limit=1&offset=1");
    }

    @Property
    void whoFollowsNextSeesEveryTaskOnceAndThenAnEnd(
            @ForAll @LongRange(max = 300) long count, @ForAll @IntRange(min = 1, max = 50) int limit) {
        var seen = new HashSet<Long>();
        long offset = 0;
        for (int pages = 0; pages <= count / limit + 1; pages++) {
            LongStream.range(offset, Math.min(offset + limit, count))
                    .forEach(task -> assertThat(seen.add(task)).isTrue());
            var next = new PageLinks(ADDRESS, "limit=" + limit + "&offset=" + offset).next(offset, limit, count);
            if (next == null) {
                break;
            }
            offset = number(next, "offset");
            assertThat(number(next, "limit")).isEqualTo(limit);
        }

        assertThat(seen).hasSize((int) count);
        assertThat(offset + limit).isGreaterThan(count);
    }

    @Property
    void previousIsWhereNextCameFrom(
            @ForAll @LongRange(max = 1_000_000) long offset, @ForAll @IntRange(max = 500) int limit) {
        var links = new PageLinks(ADDRESS, "scheduler_id=boefje");
        var next = Objects.requireNonNull(links.next(offset, limit, offset + limit));

        var back = new PageLinks(ADDRESS, URI.create(next).getRawQuery()).previous(offset + limit, limit);

        assertThat(back).isEqualTo(links.previous(offset + limit, limit));
        assertThat(number(Objects.requireNonNull(back), "offset")).isEqualTo(offset);
    }

    @Property
    void whateverAParameterHoldsIsThereOnTheNextPage(@ForAll @NotEmpty String name, @ForAll String value) {
        var query = encoded(name) + "=" + encoded(value);
        var next = Objects.requireNonNull(new PageLinks(ADDRESS, query).next(0, 1, 1));

        var parameters = parameters(next);
        assertThat(parameters).endsWith(List.of("limit", "1"), List.of("offset", "1"));
        if (!List.of("limit", "offset").contains(name)) {
            assertThat(parameters.getFirst()).isEqualTo(List.of(sendable(name), sendable(value)));
        }
    }

    private static long number(String url, String name) {
        return parameters(url).stream()
                .filter(pair -> pair.getFirst().equals(name))
                .mapToLong(pair -> Long.parseLong(pair.getLast()))
                .findFirst()
                .orElseThrow();
    }

    private static List<List<String>> parameters(String url) {
        return Stream.of(URI.create(url).getRawQuery().split("&", -1))
                .map(pair -> Stream.of(pair.split("=", 2))
                        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                        .toList())
                .toList();
    }

    /** Halves of surrogate pairs travel as question marks. */
    private static String sendable(String text) {
        return URLDecoder.decode(encoded(text), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
