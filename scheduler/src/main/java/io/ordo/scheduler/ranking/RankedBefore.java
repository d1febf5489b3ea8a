package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.factor.ClassFactor;
import io.ordo.ranker.factor.DebtFactor;
import io.ordo.ranker.fair.TagBook;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Charge;
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
        var books = ranking.of(newcomer.queue());
        var line = books.anew(version.id(), clock.instant());
        var debt = debt(before);
        boolean isOwedAnew = version.looksAt(Fact.DEBT) && debt.isEmpty() && newcomer.tenant() != null;
        var account = isOwedAnew
                ? owedAnew(version, newcomer, before, line)
                : takenOver(version, newcomer, before, debt.orElse(Duration.ZERO));
        var facts = books.facts(newcomer, Ranking.or(account.expected()), account.standing(), clock.instant())
                .overBudget(account.overBudget())
                .lastRun(lastRun)
                .build();
        return Ranking.ranked(version, newcomer, new Known(facts, account.expected(), account.level()));
    }

    /** Its tenant owes for it what it owed before. */
    private Account takenOver(RankerVersion version, Newcomer newcomer, Ranked before, Duration debt) {
        var tenant = newcomer.tenant();
        var charged = before.level() == null ? null : before.expected(); // what will be given back one day
        var expected = charged == null && new Panel(version, null).needsDuration()
                ? ranking.of(newcomer.queue()).expected(newcomer)
                : charged;
        return new Account(
                tenant == null ? null : new TenantStanding(tenant, debt, 0),
                expected,
                before.level(),
                newcomer.priority() == 1 && Objects.equals(before.level(), BEYOND_BUDGET));
    }

    /**
     * Its tenant owes for it what stands in line before it of those that are ranked again with it: nobody knows any
     * more, or ever did, what it owed when the task came. What was charged for it, because a shadow or an earlier
     * ranker wanted to know, is not charged once more.
     */
    private Account owedAnew(RankerVersion version, Newcomer newcomer, Ranked before, TagBook line) {
        var books = ranking.of(newcomer.queue());
        var tenant = Objects.requireNonNull(newcomer.tenant());
        var charge = before.charge(tenant);
        var expected = charge == null ? books.expected(newcomer) : charge.expected();
        boolean overBudget = newcomer.priority() == 1 && isBeyondBudget(newcomer, before, expected);
        int level = version.ranker().level(newcomer.priority(), overBudget);
        var standing = line.charge(tenant, level, expected, clock.instant());
        commits.unless(() -> line.withdrawn(tenant, level, expected));
        if (charge == null || charge.level() != level) {
            var now = new Charge(tenant, level, expected);
            ranking.withdrawn(newcomer.queue(), charge);
            ranking.requeued(newcomer.queue(), now);
            commits.unless(() -> {
                ranking.withdrawn(newcomer.queue(), now);
                ranking.requeued(newcomer.queue(), charge);
            });
        }
        return new Account(standing, expected, level, overBudget);
    }

    /** Whether its tenant's budget did not cover it when it came, or does not now if nobody asked then. */
    private boolean isBeyondBudget(Newcomer newcomer, Ranked before, Duration expected) {
        var tenant = Objects.requireNonNull(newcomer.tenant());
        var panel = panels.of(newcomer.queue());
        var old = versions.find(before.ranker()).filter(one -> one.looksAt(Fact.CLASS));
        boolean wasAsked = old.isPresent() || Objects.equals(before.level(), 1);
        if (Objects.equals(before.level(), BEYOND_BUDGET)
                || old.filter(one -> isLate(one, before)).isPresent()) {
            return true;
        }
        return !wasAsked
                && panel.looksAt(Fact.CLASS)
                && !ranking.of(newcomer.queue()).urgency.spend(tenant, expected, clock.instant());
    }

    /** Whether urgent work was placed as normal. */
    private static boolean isLate(RankerVersion old, Ranked before) {
        var factors = old.ranker().factors();
        var urgent = Facts.at(before.arrival(), 1);
        for (int i = 0; i < factors.size(); i++) {
            long offset = before.offsets().get(i);
            if (factors.get(i) instanceof ClassFactor factor
                    && offset != factor.offset(urgent.build(), 0)
                    && offset == factor.offset(urgent.overBudget(true).build(), 0)) {
                return true;
            }
        }
        return false;
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

    /**
     * How its tenant stands for a task.
     *
     * @param standing null for nobody's task
     * @param expected how long it will probably take; null when the ranker does not want to know
     * @param level the class its tenant is charged in; null when nobody is
     */
    private record Account(
            @Nullable TenantStanding standing,
            @Nullable Duration expected,
            @Nullable Integer level,
            boolean overBudget) {}
}
