package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Factory;
import io.ordo.scheduler.http.template.TemplatePayloads;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.plan.PostgresMadeJobs;
import io.ordo.scheduler.postgres.plan.PostgresTemplates;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.template.MadeJobs;
import io.ordo.scheduler.template.Templates;
import io.ordo.scheduler.templating.JobEnds;
import io.ordo.scheduler.templating.TemplateJobs;
import io.ordo.scheduler.templating.TemplateJobs.Stores;
import io.ordo.scheduler.templating.TemplateShelf;
import io.ordo.scheduler.tending.Terminator;
import jakarta.inject.Singleton;

/** Templates, and the jobs that are made of them. */
@Factory
final class TemplatingWiring {
    @Singleton
    Templates templates(Database database) {
        return new PostgresTemplates(database);
    }

    @Singleton
    MadeJobs madeJobs(Database database) {
        return new PostgresMadeJobs(database);
    }

    @Singleton
    TemplateShelf templateShelf(Templates templates, TemplateJobs jobs, Database database) {
        return new TemplateShelf(templates, jobs, database);
    }

    @Singleton
    Stores templateStores(Templates templates, MadeJobs made) {
        return new Stores(templates, made);
    }

    @Singleton
    TemplateJobs templateJobs(Stores stores, Roster roster, TemplatePayloads payloads, DatabaseClock clock) {
        return new TemplateJobs(stores, roster, payloads::naming, clock);
    }

    @Singleton
    JobEnds jobEnds(Terminator terminator, TemplateJobs jobs) {
        return new JobEnds(terminator, jobs);
    }
}
