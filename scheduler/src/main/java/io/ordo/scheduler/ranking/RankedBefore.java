package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.factor.DebtFactor;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Ranked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
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

    /** See {@link Ranking#again}. */
    Ranked again(Newcomer newcomer, Ranked before, @Nullable Instant lastRun) {
        var version = panels.live(newcomer.queue());
        if (version.id() == before.ranker()) {
            return asNow(version, newcomer, before, lastRun);
        }
        var debt = debt(before);
        if (debt.isEmpty() && version.looksAt(Fact.DEBT)) {
            var charged = before.charge(newcomer.tenant());
            ranking.withdrawn(newcomer.queue(), charged);
            commits.unless(() -> ranking.requeued(newcomer.queue(), charged));
            return ranking.rank(newcomer);
        }
        var tenant = newcomer.tenant();
        var standing = tenant == null ? null : new TenantStanding(tenant, debt.orElse(Duration.ZERO), 0);
        var charged = before.level() == null ? null : before.expected(); // what will be given back one day
        var expected = charged == null && new Panel(version, null).needsDuration()
                ? ranking.of(newcomer.queue()).expected(newcomer)
                : charged;
        var facts = ranking.of(newcomer.queue())
                .facts(newcomer, Ranking.or(expected), standing, clock.instant())
                .overBudget(newcomer.priority() == 1 && Objects.equals(before.level(), BEYOND_BUDGET))
                .lastRun(lastRun)
                .build();
        return Ranking.ranked(version, newcomer, new Known(facts, expected, before.level()));
    }

    private Ranked asNow(RankerVersion version, Newcomer newcomer, Ranked before, @Nullable Instant lastRun) {
        var tenant = newcomer.tenant();
        boolean isCharged = tenant != null && before.level() != null;
        boolean overBudget = isOverBudget(newcomer, before);
        var charging = panels.of(newcomer.queue()).level(newcomer.priority(), overBudget);
        int level = charging == null ? version.ranker().level(newcomer.priority(), overBudget) : charging;
        boolean counts = isCharged && !Objects.equals(level, before.level());
        var standing = counts ? counted(newcomer, before, level) : unknown(tenant);
        var inTime = ranking.of(newcomer.queue())
                .facts(newcomer, Ranking.or(before.expected()), standing, clock.instant())
                .lateness(Duration.ZERO)
                .overBudget(overBudget)
                .lastRun(lastRun)
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

    /** To become urgent costs as much as to arrive so. */
    private boolean isOverBudget(Newcomer newcomer, Ranked before) {
        var tenant = newcomer.tenant();
        return newcomer.priority() == 1
                && tenant != null
                && panels.of(newcomer.queue()).looksAt(Fact.CLASS)
                && !ranking.of(newcomer.queue()).urgency.spend(tenant, Ranking.or(before.expected()), clock.instant());
    }

    /** Whether its deadline can be met was judged when it was ranked first, and stays so; positive when it cannot. */
    private static Duration lateness(RankerVersion version, Facts inTime, Ranked before) {
        long sum = 0;
        for (int i = 0; i < before.offsets().size(); i++) {
            var factor = version.ranker().factors().get(i);
            long offset = before.offsets().get(i);
            if (factor.looksAt().contains(Fact.LATENESS) && factor.offset(inTime, sum) < offset) {
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
                : versions.find(before.ranker()).flatMap(old -> {
                    var factors = old.ranker().factors();
                    for (int i = 0; i < factors.size(); i++) {
                        if (factors.get(i) instanceof DebtFactor debt && debt.weight() > 0) {
                            return Optional.of(Duration.ofMillis(
                                    Math.round(before.offsets().get(i) / debt.weight())));
                        }
                    }
                    return Optional.empty();
                });
    }
}
