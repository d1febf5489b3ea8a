package io.ordo.scheduler.http.schedule;

import io.ordo.api.schedule.BackfillSurvey;
import io.ordo.api.schedule.BackfillView;
import io.ordo.scheduler.backfilling.Backfill;
import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Survey;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.work.Words;
import java.math.BigDecimal;

/** Backfills as the wire shows them. */
final class BackfillViews {
    /** So many planned times are told that would get a task. */
    private static final int FIRST = 10;

    private BackfillViews() {}

    static BackfillView view(Backfill backfill) {
        var order = backfill.order();
        var progress = backfill.progress();
        return new BackfillView(
                backfill.id(),
                order.window().job(),
                order.window().from(),
                order.window().to(),
                order.rerun(),
                Seconds.plain(BigDecimal.valueOf(order.rate())),
                order.note(),
                Words.of(backfill.status()),
                backfill.reason(),
                progress.total(),
                progress.done(),
                progress.made(),
                progress.ran(),
                progress.open(),
                order.by(),
                backfill.askedAt(),
                backfill.startedAt(),
                backfill.endedAt());
    }

    static BackfillSurvey view(Order order, Survey survey) {
        return new BackfillSurvey(
                order.window().job(),
                order.window().from(),
                order.window().to(),
                order.rerun(),
                survey.planned(),
                survey.ran(),
                survey.open(),
                survey.wanted().size(),
                survey.wanted().stream().limit(FIRST).toList());
    }
}
