package io.ordo.scheduler.ranking;

import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.factor.ClassFactor;
import io.ordo.ranker.factor.DeadlineFactor;
import io.ordo.ranker.factor.DebtFactor;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Asking;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Ranked;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ranks tasks again that were ranked before: by another ranker, or with another priority. */
final class RankedBefore {
    /** The level at which urgent work counts that its tenant's budget did not cover. */
    private static final int BEYOND_BUDGET = 3;

    private final Ranking ranking;
    private final Panels panels;
    private final RankerVersions versions;
    private final Commits commits;
    private final InstantSource clock;

    RankedBefore(Ranking ranking, Panels panels, RankerVersions versions, Commits commits, InstantSource clock) {
        this.ranking = ranking;
        this.panels = panels;
        this.versions = versions;
        this.commits = commits;
        this.clock = clock;
    }

    /** See {@link Ranking#again} and {@link Ranking#changed}. */
    Ranked again(Asking asking, Ranked before) {
        var newcomer = asking.newcomer();
        var version = panels.live(newcomer.queue());
        if (version.id() == before.ranker()) {
            return asNow(version, asking, before);
        }
        var debt = debt(before);
        if (debt.isEmpty() && version.weighsDebt()) {
            var charged = before.charge(newcomer.tenant());
            ranking.withdrawn(newcomer.queue(), charged);
            commits.unless(() -> ranking.requeued(newcomer.queue(), charged));
            return ranking.rank(asking);
        }
        var tenant = newcomer.tenant();
        var standing = tenant == null ? null : new TenantStanding(tenant, debt.orElse(Duration.ZERO), 0);
        var charged = before.level() == null ? null : before.expected(); // what will be given back one day
        var expected = charged == null && version.weighsDuration()
                ? ranking.of(newcomer.queue()).expected(newcomer)
                : charged;
        var facts = ranking.of(newcomer.queue())
                .facts(newcomer, Ranking.or(expected), standing, clock.instant())
                .overBudget(isOverBudget(asking, Ranking.or(expected)))
                .lastRun(asking.lastRun())
                .build();
        return Ranking.ranked(version, newcomer, new Known(facts, expected, before.level()));
    }

    private Ranked asNow(RankerVersion version, Asking asking, Ranked before) {
        var newcomer = asking.newcomer();
        var tenant = newcomer.tenant();
        boolean isCharged = tenant != null && before.level() != null;
        boolean overBudget = isOverBudget(asking, Ranking.or(before.expected()));
        var charging = panels.of(newcomer.queue()).level(newcomer.priority(), overBudget);
        int level = charging == null ? version.ranker().level(newcomer.priority(), overBudget) : charging;
        boolean counts = isCharged && !Objects.equals(level, before.level());
        var standing = counts ? counted(newcomer, before, level) : unknown(tenant);
        var inTime = ranking.of(newcomer.queue())
                .facts(newcomer, Ranking.or(before.expected()), standing, clock.instant())
                .lateness(Duration.ZERO)
                .overBudget(overBudget)
                .lastRun(asking.lastRun())
                .build();
        var facts = inTime.but().lateness(lateness(version, inTime, before)).build();
        var offsets = before.offsets().stream().mapToLong(Long::longValue).toArray();
        long rank = version.ranker().rankAgain(facts, offsets, counts ? Ranking.OF_CLASS : Ranking.OF_PRIORITY);
        return new Ranked(
                rank,
                before.arrival(),
                version.id(),
                before.expected(),
                isCharged ? level : null,
                Ranking.list(offsets));
    }

    /** Whether the budget of its tenant does not cover it; if nobody has looked yet, it is spent as on an arrival. */
    private boolean isOverBudget(Asking asking, Duration takes) {
        var newcomer = asking.newcomer();
        if (asking.overBudget() != null) {
            return asking.overBudget();
        }
        var tenant = newcomer.tenant();
        if (tenant == null || !Books.asksToBeUrgent(panels.of(newcomer.queue()), newcomer)) {
            return false;
        }
        var urgency = ranking.of(newcomer.queue()).urgency;
        boolean isUrgent = urgency.spend(tenant, takes, clock.instant());
        if (isUrgent) {
            commits.unless(() -> urgency.giveBack(tenant, takes));
        }
        return !isUrgent;
    }

    /**
     * Whether the budget of its tenant did not cover a task of the same priority when it was ranked before; null when
     * nobody looked, since its rank did not depend on the class.
     */
    @Nullable
    Boolean overBudget(Newcomer newcomer, Ranked before) {
        if (newcomer.priority() != 1 || Objects.equals(before.level(), 1)) {
            return false;
        }
        return Objects.equals(before.level(), BEYOND_BUDGET)
                ? Boolean.TRUE
                : added(before, ClassFactor.class)
                        .map(later -> later.offset() > 0)
                        .orElse(null);
    }

    /** Whether its deadline can be met was judged when it was ranked first, and stays so; positive when it cannot. */
    private static Duration lateness(RankerVersion version, Facts inTime, Ranked before) {
        long sum = 0;
        for (int i = 0; i < before.offsets().size(); i++) {
            var factor = version.ranker().factors().get(i);
            long offset = before.offsets().get(i);
            if (factor instanceof DeadlineFactor && factor.offset(inTime, sum) < offset) {
                return Duration.ofMillis(1);
            }
            sum += offset;
        }
        return Duration.ZERO;
    }

    /** What its tenant owes for its other tasks, when it counts in another class from now on. */
    private TenantStanding counted(Newcomer newcomer, Ranked before, int level) {
        var books = ranking.of(newcomer.queue());
        var tenant = Objects.requireNonNull(newcomer.tenant());
        var expected = Ranking.or(before.expected());
        int old = Objects.requireNonNull(before.level());
        books.tags.withdrawn(tenant, old, expected);
        var standing = books.tags.standing(tenant, level, clock.instant());
        books.tags.requeued(tenant, level, expected);
        commits.unless(() -> {
            books.tags.withdrawn(tenant, level, expected);
            books.tags.requeued(tenant, old, expected);
        });
        return standing;
    }

    private static @Nullable TenantStanding unknown(@Nullable String tenant) {
        return tenant == null ? null : new TenantStanding(tenant, Duration.ZERO, 0);
    }

    /** What its tenant was charged for it; empty when nobody was. */
    private Optional<Duration> debt(Ranked before) {
        return before.level() == null
                ? Optional.empty()
                : added(before, DebtFactor.class)
                        .filter(found -> found.factor().weight() > 0)
                        .map(found -> Duration.ofMillis(
                                Math.round(found.offset() / found.factor().weight())));
    }

    /** What a factor of the ranker that ranked it before added; empty when it had none of the kind. */
    private <F extends Factor> Optional<Added<F>> added(Ranked before, Class<F> kind) {
        return versions.find(before.ranker()).flatMap(old -> {
            var factors = old.ranker().factors();
            return IntStream.range(0, factors.size())
                    .filter(i -> kind.isInstance(factors.get(i)))
                    .mapToObj(i -> new Added<>(
                            kind.cast(factors.get(i)), before.offsets().get(i)))
                    .findFirst();
        });
    }

    /** What a factor added, in milliseconds. */
    private record Added<F extends Factor>(F factor, long offset) {}
}
