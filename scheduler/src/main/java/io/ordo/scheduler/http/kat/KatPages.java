package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpHostResolver;
import io.ordo.api.kat.KatPage;
import jakarta.inject.Singleton;
import java.util.List;

/** Pages of lists, with the addresses of their neighbours. */
@Singleton
public final class KatPages {
    /** OpenKAT's own clients ask for 500 at most. */
    static final int LARGEST = 500;

    private static final int DEFAULT_LIMIT = 10;

    private final HttpHostResolver hosts;

    KatPages(HttpHostResolver hosts) {
        this.hosts = hosts;
    }

    /**
     * The page asked for by the parameters {@code offset} and {@code limit}. One larger than {@link #LARGEST} is cut
     * to that, and the address of the next one goes on where it was cut.
     */
    public static Paging asked(KatQuery query) {
        long offset = query.whole("offset", 0);
        long limit = query.whole("limit", DEFAULT_LIMIT);
        return new Paging(Math.max(offset, 0), Math.clamp(limit, 0, LARGEST));
    }

    /**
     * A page of a list, with the ways to its neighbours.
     *
     * @param count of all, on this page and on others
     */
    public <T> KatPage<T> page(HttpRequest<?> request, Paging paging, long count, List<T> results) {
        var uri = request.getUri();
        var links = new PageLinks(hosts.resolve(request) + uri.getRawPath(), uri.getRawQuery());
        return new KatPage<>(
                count,
                links.next(paging.offset(), paging.limit(), count),
                links.previous(paging.offset(), paging.limit()),
                results);
    }

    /**
     * Which page.
     *
     * @param offset how many come before it
     * @param limit 0 to {@link #LARGEST}; 0 counts without showing any
     */
    public record Paging(long offset, int limit) {}
}
