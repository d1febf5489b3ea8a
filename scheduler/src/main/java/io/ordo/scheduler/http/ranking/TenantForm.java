package io.ordo.scheduler.http.ranking;

import io.micronaut.json.tree.JsonNode;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBudget;
import io.ordo.scheduler.http.request.Fields;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is agreed with a tenant. */
final class TenantForm {
    private static final double LEAST_WEIGHT = 0.001;
    private static final double MOST_WEIGHT = 1_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(31);
    private static final Duration MOST_WORK = Duration.ofDays(366);
    private static final Duration LARGEST_DEBT = Duration.ofDays(1);

    private TenantForm() {}

    /** The terms; what is absent is as before. */
    static TenantTerms terms(JsonNode body, TenantTerms before) {
        var fields = Fields.of(body);
        var weight = fields.decimal("weight", LEAST_WEIGHT, MOST_WEIGHT);
        var budget = budget(fields, before.budget());
        fields.noOthers();
        fields.check();
        return new TenantTerms(Objects.requireNonNullElse(weight, before.weight()), budget);
    }

    private static @Nullable UrgencyBudget budget(Fields fields, @Nullable UrgencyBudget before) {
        var budget = fields.nested("urgency_budget");
        if (!fields.has("urgency_budget")) {
            return before;
        }
        if (budget == null) {
            return null;
        }
        budget.require("work");
        budget.require("period");
        var work = budget.duration("work", SHORTEST, MOST_WORK);
        var period = budget.duration("period", SHORTEST, LONGEST_PERIOD);
        budget.noOthers();
        return work == null || period == null ? before : new UrgencyBudget(work, period);
    }

    /** What a tenant is to owe. */
    static Duration debt(JsonNode body) {
        var fields = Fields.of(body);
        fields.require("debt");
        var debt = fields.duration("debt", Duration.ZERO, LARGEST_DEBT);
        fields.noOthers();
        fields.check();
        return Objects.requireNonNull(debt);
    }
}
