package io.ordo.scheduler.http.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.ordo.api.ServiceHealth;
import io.ordo.api.ServiceInfo;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this service is, and whether it is well. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServiceController {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceController.class);

    private final Vitals vitals;
    private final ServiceInfo info;

    ServiceController(Vitals vitals, ServiceInfo info) {
        this.vitals = vitals;
        this.info = info;
    }

    /** What this service is. */
    @Get("/")
    ServiceInfo info() {
        return info;
    }

    /** Healthy when the database answers; where work is sent only to who is ready, the same is asked for there. */
    @Get(uris = {"/health", "/manage/health/readiness"})
    HttpResponse<ServiceHealth> health() {
        boolean healthy = databaseAnswers();
        return HttpResponse.<ServiceHealth>status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(health(healthy));
    }

    /** That this process answers at all: without it, only a restart helps. */
    @Get("/manage/health/liveness")
    ServiceHealth liveness() {
        return health(true);
    }

    private ServiceHealth health(boolean healthy) {
        return new ServiceHealth(
                healthy ? "healthy" : "unhealthy", "scheduler", healthy, info.version(), null, List.of(), Map.of());
    }

    private boolean databaseAnswers() {
        try {
            return vitals.databaseAnswers();
        } catch (RuntimeException unreachable) {
            LOG.warn("database_unreachable error=\"{}\"", unreachable.getMessage());
            return false;
        }
    }
}
