package io.ordo.scheduler.http.schedule;

import io.ordo.api.schedule.CatchUpView;
import io.ordo.api.schedule.DstView;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.job.CatchUp;
import io.ordo.scheduler.job.Overlap;
import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.work.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How requests and answers write what a job says of its planned times. */
public final class PoliciesForm {
    private static final Duration YEARS = Duration.ofDays(3_660);
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);

    private PoliciesForm() {}

    /** The policies of these fields, with what is absent taken from others; what is null takes its default. */
    public static Policies read(Fields fields, Policies otherwise) {
        var start = fields.instant("start_at");
        var end = fields.instant("end_at");
        var spread = fields.duration("spread", Duration.ZERO, Policies.LONGEST_SPREAD);
        var overlap = choice(fields, "overlap", Overlap.class);
        var policies = new Policies(
                fields.has("start_at") ? start : otherwise.startAt(),
                fields.has("end_at") ? end : otherwise.endAt(),
                fields.has("spread") ? or(spread, Duration.ZERO) : otherwise.spread(),
                fields.has("catch_up") ? catchUp(fields.nested("catch_up")) : known(fields, otherwise.catchUp()),
                fields.has("overlap") ? or(overlap, Overlap.ALLOW) : otherwise.overlap());
        if (policies.startAt() != null
                && policies.endAt() != null
                && policies.endAt().isBefore(policies.startAt())) {
            fields.wrong("end_at", "range", "Must not be before start_at.");
        }
        return policies;
    }

    /** How the clock's changes are taken, with what is absent taken from another. */
    public static Dst dst(Fields fields, Dst otherwise) {
        boolean isGiven = fields.has("dst");
        var dst = fields.nested("dst");
        if (dst == null) {
            return isGiven ? Dst.DEFAULT : otherwise;
        }
        var gap = choice(dst, "gap", Dst.Gap.class);
        var overlap = choice(dst, "overlap", Dst.Overlap.class);
        dst.noOthers();
        return new Dst(or(gap, otherwise.gap()), or(overlap, otherwise.overlap()));
    }

    /** As the wire shows it. */
    public static CatchUpView view(CatchUp catchUp) {
        return new CatchUpView(
                Words.of(catchUp.mode()),
                catchUp.maxCount(),
                catchUp.maxAge() == null ? null : Seconds.of(catchUp.maxAge()),
                Seconds.of(catchUp.spacing()));
    }

    /** As the wire shows it. */
    public static DstView view(Dst dst) {
        return new DstView(Words.of(dst.gap()), Words.of(dst.overlap()));
    }

    private static CatchUp known(Fields fields, CatchUp otherwise) {
        fields.nested("catch_up");
        return otherwise;
    }

    private static CatchUp catchUp(@Nullable Fields fields) {
        var otherwise = CatchUp.DEFAULT;
        if (fields == null) {
            return otherwise;
        }
        var mode = choice(fields, "policy", CatchUp.Mode.class);
        var count = fields.integer("max_count", 1, CatchUp.LARGEST_COUNT);
        var age = fields.duration("max_age", SHORTEST_AGE, YEARS);
        var spacing = fields.duration("spacing", Duration.ZERO, Policies.LONGEST_SPREAD);
        boolean isUnbounded = fields.isNull("max_age");
        fields.noOthers();
        return new CatchUp(
                or(mode, otherwise.mode()),
                or(count, otherwise.maxCount()),
                isUnbounded ? null : or(age, CatchUp.DEFAULT_AGE),
                or(spacing, otherwise.spacing()));
    }

    private static <E extends Enum<E>> @Nullable E choice(Fields fields, String name, Class<E> choices) {
        return fields.oneOf(name, word -> Words.read(choices, word).orElse(null), Words.all(choices));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
