package io.ordo.scheduler.http.request;

/**
 * One page of a list.
 *
 * @param page from 1
 * @param size 1 to 100
 */
public record Paging(int page, int size) {
    private static final int LAST_PAGE = 1_000_000;
    private static final int LARGEST = 100;
    private static final int DEFAULT_SIZE = 10;

    /** The page asked for by the parameters {@code page} and {@code size}. */
    public static Paging of(Query query) {
        return new Paging(query.integer("page", 1, 1, LAST_PAGE), query.integer("size", DEFAULT_SIZE, 1, LARGEST));
    }

    public int offset() {
        return (page - 1) * size;
    }
}
