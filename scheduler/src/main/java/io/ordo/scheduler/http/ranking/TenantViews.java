package io.ordo.scheduler.http.ranking;

import io.ordo.api.tenant.TenantDetail;
import io.ordo.api.tenant.TenantDetail.StandingView;
import io.ordo.api.tenant.TenantView;
import io.ordo.api.tenant.TenantView.BudgetView;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.ranking.QueueStanding;
import io.ordo.scheduler.tenant.Agreement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants as the wire shows them. */
final class TenantViews {
    private TenantViews() {}

    static TenantView view(Agreement agreement) {
        return new TenantView(
                agreement.tenant(),
                Seconds.plain(BigDecimal.valueOf(agreement.terms().weight())),
                view(agreement.terms().budget()),
                agreement.updatedAt(),
                agreement.updatedBy());
    }

    static TenantDetail detail(String tenant, Optional<Agreement> agreement, List<QueueStanding> standings) {
        var usual =
                new TenantView(tenant, Seconds.plain(BigDecimal.valueOf(TenantTerms.USUAL.weight())), null, null, null);
        return new TenantDetail(
                agreement.map(TenantViews::view).orElse(usual),
                standings.stream().map(TenantViews::view).toList());
    }

    private static StandingView view(QueueStanding standing) {
        return new StandingView(
                standing.queue(),
                Seconds.of(standing.debts().getLast()),
                standing.debts().stream().map(Seconds::of).toList(),
                Seconds.plain(BigDecimal.valueOf(standing.usedShare()).setScale(2, RoundingMode.HALF_UP)),
                standing.urgencyLeft().map(Seconds::of).orElse(null));
    }

    private static @Nullable BudgetView view(@Nullable UrgencyBudget budget) {
        return budget == null ? null : new BudgetView(Seconds.of(budget.work()), Seconds.of(budget.period()));
    }
}
