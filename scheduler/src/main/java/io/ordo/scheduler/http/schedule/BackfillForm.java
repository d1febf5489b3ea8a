package io.ordo.scheduler.http.schedule;

import io.ordo.scheduler.backfilling.Backfill.Order;
import io.ordo.scheduler.backfilling.Backfill.Window;
import io.ordo.scheduler.http.request.Fields;
import java.util.Objects;
import java.util.UUID;

/**
 * What somebody wants backfilled.
 *
 * @param isDryRun whether nothing is to be made
 */
record BackfillForm(Order order, boolean isDryRun) {
    static BackfillForm read(UUID job, Fields fields, String by) {
        fields.require("from");
        fields.require("to");
        var from = fields.instant("from");
        var to = fields.instant("to");
        var dryRun = fields.bool("dry_run");
        var rerun = fields.bool("rerun");
        var rate = fields.decimal("rate", Order.LEAST_RATE, Order.LARGEST_RATE);
        var note = fields.text("note", 0, Order.LONGEST_NOTE);
        fields.noOthers();
        fields.check();
        var order = new Order(
                new Window(job, Objects.requireNonNull(from), Objects.requireNonNull(to)),
                Boolean.TRUE.equals(rerun),
                Objects.requireNonNullElse(rate, Order.DEFAULT_RATE),
                note,
                by);
        return new BackfillForm(order, Boolean.TRUE.equals(dryRun));
    }
}
