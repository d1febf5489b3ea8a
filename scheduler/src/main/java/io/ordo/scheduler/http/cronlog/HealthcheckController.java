package io.ordo.scheduler.http.cronlog;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Whether this process answers. */
@Controller("/healthcheck")
@Secured(SecurityRule.IS_ANONYMOUS)
final class HealthcheckController {
    private static final String OK_AS_JSON = "\"ok\"";

    /** That it does. Whether the database does, {@code /health} says. */
    @Get
    String check() {
        return OK_AS_JSON;
    }
}
