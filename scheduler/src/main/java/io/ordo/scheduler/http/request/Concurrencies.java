package io.ordo.scheduler.http.request;

import io.ordo.api.flow.ConcurrencyView;
import io.ordo.scheduler.work.Concurrency;
import org.jspecify.annotations.Nullable;

/** How requests and answers write how many tasks of one kind may be under way at once. */
public final class Concurrencies {
    private Concurrencies() {}

    /** What these fields say of it; null when they say nothing. */
    public static @Nullable Concurrency read(Fields fields) {
        var given = fields.nested("concurrency");
        if (given == null) {
            return null;
        }
        given.require("key");
        var key = given.text("key", 1, Concurrency.LONGEST_KEY);
        var most = given.integer("max", 1, Concurrency.MOST);
        given.noOthers();
        return key == null ? null : new Concurrency(key, most == null ? 1 : most);
    }

    /** As the wire shows it. */
    public static @Nullable ConcurrencyView view(@Nullable Concurrency concurrency) {
        return concurrency == null ? null : new ConcurrencyView(concurrency.key(), concurrency.most());
    }
}
