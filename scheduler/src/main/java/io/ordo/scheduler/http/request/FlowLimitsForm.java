package io.ordo.scheduler.http.request;

import io.ordo.api.flow.RateView;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.work.FlowLimits;
import io.ordo.scheduler.work.FlowLimits.Rate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How requests and answers write how much may be under way. */
public final class FlowLimitsForm {
    private static final int MOST_CONCURRENT = 1_000_000;
    private static final double FASTEST = 1_000_000;
    private static final double SLOWEST = 0.001;

    private FlowLimitsForm() {}

    /** The limits; what is absent is as before, what is null is unlimited. */
    public static FlowLimits read(Fields fields, FlowLimits before) {
        var concurrency = fields.integer("concurrency", 1, MOST_CONCURRENT);
        var rate = fields.nested("rate");
        return new FlowLimits(
                fields.has("concurrency") ? concurrency : before.concurrency(),
                fields.has("rate") ? rate(rate, before.rate()) : before.rate());
    }

    private static @Nullable Rate rate(@Nullable Fields fields, @Nullable Rate before) {
        if (fields == null) {
            return null;
        }
        fields.require("per_second");
        var perSecond = fields.decimal("per_second", SLOWEST, FASTEST);
        var burst = fields.integer("burst", 1, (int) FASTEST);
        fields.noOthers();
        double rate = perSecond == null ? 1 : perSecond;
        int ofASecond = Math.max(1, (int) Math.ceil(rate));
        if (burst == null) {
            return new Rate(rate, before == null || fields.has("burst") ? ofASecond : before.burst());
        }
        return new Rate(rate, burst);
    }

    /** A rate as the wire shows it. */
    public static @Nullable RateView view(@Nullable Rate rate) {
        return rate == null ? null : new RateView(Seconds.plain(BigDecimal.valueOf(rate.perSecond())), rate.burst());
    }
}
