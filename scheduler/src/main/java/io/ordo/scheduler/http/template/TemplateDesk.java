package io.ordo.scheduler.http.template;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds templates, and takes new ones: of those that users do not trigger a job is made at once. */
@Singleton
final class TemplateDesk {
    private final TemplateGuide guide;
    private final TemplateShelf shelf;
    private final RestJobDocument document;
    private final TemplateJobs jobs;

    TemplateDesk(TemplateGuide guide, TemplateShelf shelf, RestJobDocument document, TemplateJobs jobs) {
        this.guide = guide;
        this.shelf = shelf;
        this.document = document;
        this.jobs = jobs;
    }

    Template find(String name) {
        return guide.find(name);
    }

    Template add(TemplateDraft draft) {
        var template = shelf.add(draft);
        jobs.keep(template.name());
        return template;
    }

    /** Takes the templates of a document of RestJobScheduler, all of them or none. */
    List<Template> putAll(JsonNode body) {
        var taken = shelf.putAll(document.read(body));
        taken.forEach(template -> jobs.keep(template.name()));
        return taken;
    }
}
