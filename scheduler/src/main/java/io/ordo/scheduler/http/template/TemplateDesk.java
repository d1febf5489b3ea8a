package io.ordo.scheduler.http.template;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;
import io.ordo.scheduler.templating.TemplateJobs;
import io.ordo.scheduler.templating.TemplateShelf;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.UnaryOperator;

/** Finds, takes and changes templates: of those that users do not trigger a job is made at once. */
@Singleton
final class TemplateDesk {
    private final Templates templates;
    private final TemplateGuide guide;
    private final TemplateShelf shelf;
    private final RestJobDocument document;
    private final TemplateJobs jobs;

    TemplateDesk(
            Templates templates,
            TemplateGuide guide,
            TemplateShelf shelf,
            RestJobDocument document,
            TemplateJobs jobs) {
        this.templates = templates;
        this.guide = guide;
        this.shelf = shelf;
        this.document = document;
        this.jobs = jobs;
    }

    Template find(String name) {
        return guide.find(name);
    }

    /** @throws ProblemException 409 when there is one of its name */
    Template add(TemplateDraft draft) {
        var template = shelf.add(draft)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "template_exists",
                        "There is a template " + draft.name() + "; change it with PUT."));
        jobs.keep(template.name());
        return template;
    }

    /** Changes a template; what changes it may throw to refuse. */
    Template change(String name, UnaryOperator<TemplateDraft> change) {
        var template = templates.change(name, change).orElseThrow(() -> TemplateGuide.unknown(name));
        jobs.keep(name);
        return template;
    }

    void remove(String name) {
        if (!templates.remove(guide.find(name).name())) {
            throw TemplateGuide.unknown(name);
        }
    }

    /** Takes the templates of a document of RestJobScheduler, all of them or none. */
    List<Template> putAll(JsonNode body) {
        var taken = shelf.putAll(document.read(body));
        taken.forEach(template -> jobs.keep(template.name()));
        return taken;
    }
}
