package io.ordo.scheduler.http.ranking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.tenant.TenantDetail;
import io.ordo.api.tenant.TenantPage;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.request.QueueGuide;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.job.JobDraft;
import io.ordo.scheduler.ranking.Bookkeeper;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.tenant.Tenants;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tenants: what is agreed with them, and how they stand. A tenant is there as soon as anybody names it. */
@Controller("/api/v1/tenants")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TenantController {
    private static final Logger LOG = LoggerFactory.getLogger(TenantController.class);
    private static final int DEFAULT_SIZE = 20;
    private static final int LARGEST_SIZE = 100;

    private final Tenants tenants;
    private final Ranking ranking;
    private final Bookkeeper bookkeeper;
    private final QueueGuide guide;
    private final Json json;

    TenantController(Tenants tenants, Ranking ranking, Bookkeeper bookkeeper, QueueGuide guide, Json json) {
        this.tenants = tenants;
        this.ranking = ranking;
        this.bookkeeper = bookkeeper;
        this.guide = guide;
        this.json = json;
    }

    /** Tenants with whom something was agreed, in the order of their ids. */
    @Get
    TenantPage list(HttpRequest<?> request) {
        var query = new Query(request);
        int limit = query.integer("limit", DEFAULT_SIZE, 1, LARGEST_SIZE);
        var after = query.text("cursor", JobDraft.LONGEST_TENANT);
        query.check();
        var some = tenants.some(after, limit);
        return new TenantPage(
                some.stream().map(TenantViews::view).toList(),
                some.size() < limit ? null : some.getLast().tenant());
    }

    /** What is agreed with a tenant, and how it stands. */
    @Get("/{id}")
    TenantDetail get(String id) {
        return detail(known(id));
    }

    /** Agrees something with a tenant; what is absent stays as it is. */
    @Put("/{id}")
    @Consumes(MediaType.ALL)
    TenantDetail change(String id, HttpRequest<byte[]> request) {
        String tenant = known(id);
        var body = json.body(request.getBody());
        var by = Callers.name(request);
        var agreed = tenants.change(tenant, before -> TenantForm.terms(body, before), by)
                .orElseThrow(TenantController::tooMany);
        var terms = agreed.terms();
        LOG.info("tenant_changed tenant={} weight={} budget={} by={}", tenant, terms.weight(), terms.budget(), by);
        return TenantViews.detail(tenant, Optional.of(agreed), ranking.standings(tenant));
    }

    /** Agrees nothing with a tenant any more. */
    @Delete("/{id}")
    HttpResponse<?> remove(String id, HttpRequest<?> request) {
        if (!tenants.remove(known(id))) {
            throw ProblemException.of(
                    HttpStatus.NOT_FOUND, "tenant_unknown", "Nothing was agreed with tenant " + id + ".");
        }
        LOG.info("tenant_removed tenant={} by={}", id, Callers.name(request));
        return HttpResponse.noContent();
    }

    /** Sets what a tenant owes in a queue: tasks that are queued from now on stand so far back. */
    @Put("/{id}/debts/{queue}")
    @Consumes(MediaType.ALL)
    TenantDetail owe(String id, String queue, HttpRequest<byte[]> request) {
        String tenant = known(id);
        var debt = TenantForm.debt(json.body(request.getBody()));
        var known = guide.find(queue);
        bookkeeper.owe(known.id(), tenant, debt);
        LOG.info("tenant_owes tenant={} queue={} debt={} by={}", tenant, queue, debt, Callers.name(request));
        return detail(tenant);
    }

    private TenantDetail detail(String tenant) {
        return TenantViews.detail(tenant, tenants.find(tenant), ranking.standings(tenant));
    }

    private static ProblemException tooMany() {
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "too_many_tenants",
                "Something is agreed with " + Tenants.MOST + " tenants; delete one first. Of whom nothing is agreed"
                        + " weighs 1 and may be urgent without limit.");
    }

    private static String known(String id) {
        if (id.isEmpty() || id.length() > JobDraft.LONGEST_TENANT || !Storable.isStorable(id)) {
            throw ProblemException.of(
                    HttpStatus.NOT_FOUND,
                    "tenant_unknown",
                    "No tenant can be called so: an id has 1 to " + JobDraft.LONGEST_TENANT + " characters.");
        }
        return id;
    }
}
