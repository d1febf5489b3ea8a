package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Factor;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.factor.ClassFactor;
import io.ordo.ranker.factor.DebtFactor;
import io.ordo.ranker.fair.TagBook;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Asking;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Charge;
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

    /** An offset has milliseconds: by a smaller weight it tells a debt to no better than a second. */
    private static final double LEAST_TELLING_WEIGHT = 0.001;

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

    /** See {@link Ranking#changed}. */
    Ranked changed(Asking asking, Ranked before, int priorityBefore) {
        var ranked = again(asking, before);
        if (priorityBefore == 1) {
            giveUrgencyBack(asking.newcomer(), before);
        }
        return ranked;
    }

    /** See {@link Ranking#again}. */
    Ranked again(Asking asking, Ranked before) {
        var newcomer = asking.newcomer();
        var version = panels.live(newcomer.queue());
        if (version.id() == before.ranker()) {
            return asNow(version, asking, before);
        }
        var books = ranking.of(newcomer.queue());
        var line = books.anew(version.id(), clock.instant());
        var debt = debt(newcomer, before);
        boolean isOwedAnew = version.looksAt(Fact.DEBT) && debt.isEmpty() && newcomer.tenant() != null;
        var account = isOwedAnew
                ? owedAnew(version, asking, before, line)
                : takenOver(version, asking, before, debt.orElse(Duration.ZERO));
        stand(line, newcomer.tenant(), account);
        var facts = books.facts(newcomer, Ranking.or(account.expected()), account.standing(), clock.instant())
                .overBudget(account.overBudget())
                .lastRun(asking.lastRun())
                .build();
        return Ranking.ranked(version, newcomer, new Known(facts, account.expected(), account.level()));
    }

    /** Its tenant owes for it what it owed before. */
    private Account takenOver(RankerVersion version, Asking asking, Ranked before, Duration debt) {
        var tenant = asking.newcomer().tenant();
        var charged = before.level() == null ? null : before.expected(); // what will be given back one day
        var expected = charged == null && new Panel(version, null).needsDuration()
                ? ranking.of(asking.newcomer().queue()).expected(asking.newcomer())
                : charged;
        return new Account(
                tenant == null ? null : new TenantStanding(tenant, debt, 0),
                expected,
                before.level(),
                isOverBudget(asking, Ranking.or(expected)));
    }

    /**
     * Its tenant owes for it what stands in line before it of those that are ranked again with it: nobody knows any
     * more, or ever did, what it owed when the task came. What was charged for it, because a shadow or an earlier
     * ranker wanted to know, is not charged once more.
     */
    private Account owedAnew(RankerVersion version, Asking asking, Ranked before, TagBook line) {
        var newcomer = asking.newcomer();
        var tenant = Objects.requireNonNull(newcomer.tenant());
        var charge = before.charge(tenant);
        var expected = charge == null ? ranking.of(newcomer.queue()).expected(newcomer) : charge.expected();
        boolean overBudget = isOverBudget(asking, expected);
        int level = version.ranker().level(newcomer.priority(), overBudget);
        var standing = line.standing(tenant, level, clock.instant());
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

    /** Those that are ranked again after it stand behind it. */
    private void stand(TagBook line, @Nullable String tenant, Account account) {
        var level = account.level();
        if (tenant != null && level != null) {
            var expected = Ranking.or(account.expected());
            line.charge(tenant, level, expected, clock.instant());
            commits.unless(() -> line.withdrawn(tenant, level, expected));
        }
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
        var now = clock.instant();
        boolean isUrgent = urgency.spend(tenant, takes, now);
        if (isUrgent) {
            commits.unless(() -> urgency.giveBack(tenant, takes, now));
        }
        return !isUrgent;
    }

    /** A task that asked to be urgent, and asks no more. Where normal work stands no later the offset does not tell. */
    private void giveUrgencyBack(Newcomer newcomer, Ranked before) {
        var tenant = newcomer.tenant();
        boolean wasUrgent = added(newcomer, before, ClassFactor.class)
                .filter(found -> found.factor().class3().isPositive())
                .map(found -> found.offset() == 0)
                .orElse(Objects.equals(before.level(), 1));
        if (tenant != null && wasUrgent) {
            var books = ranking.of(newcomer.queue());
            var takes = Ranking.or(before.expected());
            commits.afterwards(() -> books.urgency.giveBack(tenant, takes, before.arrival()));
        }
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
                : added(newcomer, before, ClassFactor.class)
                        .map(later -> later.offset() > 0)
                        .orElse(null);
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

    /** What its tenant was charged for it; empty when nobody was, or the offset does not tell. */
    private Optional<Duration> debt(Newcomer newcomer, Ranked before) {
        return before.level() == null
                ? Optional.empty()
                : added(newcomer, before, DebtFactor.class)
                        .filter(found -> found.factor().weight() >= LEAST_TELLING_WEIGHT
                                && found.offset() < found.factor().most().toMillis())
                        .map(found -> Duration.ofMillis(
                                Math.round(found.offset() / found.factor().weight())));
    }

    /** What a factor of the ranker that ranked it before added; empty when it had none of the kind. */
    private <F extends Factor> Optional<Added<F>> added(Newcomer newcomer, Ranked before, Class<F> kind) {
        var live = panels.live(newcomer.queue());
        var old = live.id() == before.ranker() ? Optional.of(live) : versions.find(before.ranker());
        return old.flatMap(version -> added(version, before, kind));
    }

    private static <F extends Factor> Optional<Added<F>> added(RankerVersion old, Ranked before, Class<F> kind) {
        var factors = old.ranker().factors();
        return IntStream.range(0, factors.size())
                .filter(i -> kind.isInstance(factors.get(i)))
                .mapToObj(i ->
                        new Added<>(kind.cast(factors.get(i)), before.offsets().get(i)))
                .findFirst();
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

    /** What a factor added, in milliseconds. */
    private record Added<F extends Factor>(F factor, long offset) {}
}
