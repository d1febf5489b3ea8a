package io.ordo.scheduler.ranking;

import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.factor.DebtFactor;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Books.Known;
import io.ordo.scheduler.task.Ranked;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ranks tasks again that were ranked before: by another ranker, or with another priority. */
final class RankedBefore {
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
    Ranked again(Newcomer newcomer, Ranked before) {
        var version = panels.live(newcomer.queue());
        if (version.id() == before.ranker()) {
            return asNow(version, newcomer, before);
        }
        var debt = debt(before);
        if (debt.isEmpty() && version.weighsDebt()) {
            var charged = before.charge(newcomer.tenant());
            ranking.withdrawn(newcomer.queue(), charged);
            commits.unless(() -> ranking.requeued(newcomer.queue(), charged));
            return ranking.rank(newcomer);
        }
        var tenant = newcomer.tenant();
        var standing = tenant == null ? null : new TenantStanding(tenant, debt.orElse(Duration.ZERO), 0);
        var charged = before.level() == null ? null : before.expected(); // what will be given back one day
        var expected = charged == null && version.weighsDuration()
                ? ranking.of(newcomer.queue()).expected(newcomer)
                : charged;
        var facts = ranking.of(newcomer.queue())
                .facts(newcomer, Ranking.or(expected), standing, clock.instant())
                .build();
        return Ranking.ranked(version, newcomer, new Known(facts, expected, before.level()));
    }

    private Ranked asNow(RankerVersion version, Newcomer newcomer, Ranked before) {
        var tenant = newcomer.tenant();
        boolean isCharged = tenant != null && before.level() != null;
        var charging = panels.of(newcomer.queue()).level(newcomer.priority(), false);
        int level = charging == null ? version.ranker().level(newcomer.priority(), false) : charging;
        boolean counts = isCharged && !Objects.equals(level, before.level());
        var standing = counts ? counted(newcomer, before, level) : unknown(tenant);
        var facts = ranking.of(newcomer.queue())
                .facts(newcomer, Ranking.or(before.expected()), standing, clock.instant())
                .build();
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
