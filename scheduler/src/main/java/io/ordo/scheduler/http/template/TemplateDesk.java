package io.ordo.scheduler.http.template;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;
import io.ordo.scheduler.templating.TemplateShelf;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.UnaryOperator;

/** Finds, takes and changes templates. */
@Singleton
final class TemplateDesk {
    private final Templates templates;
    private final TemplateGuide guide;
    private final TemplateShelf shelf;
    private final RestJobDocument document;

    TemplateDesk(Templates templates, TemplateGuide guide, TemplateShelf shelf, RestJobDocument document) {
        this.templates = templates;
        this.guide = guide;
        this.shelf = shelf;
        this.document = document;
    }

    Template find(String name) {
        return guide.find(name);
    }

    /** @throws ProblemException 409 when there is one of its name */
    Template add(TemplateDraft draft) {
        return shelf.add(draft)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "template_exists",
                        "There is a template " + draft.name() + "; change it with PUT."));
    }

    /** Changes a template; what changes it may throw to refuse. */
    Template change(String name, UnaryOperator<TemplateDraft> change) {
        return shelf.change(name, change).orElseThrow(() -> TemplateGuide.unknown(name));
    }

    void remove(String name) {
        if (!templates.remove(guide.find(name).name())) {
            throw TemplateGuide.unknown(name);
        }
    }

    /** Takes the templates of a document of RestJobScheduler, all of them or none. */
    List<Template> putAll(JsonNode body) {
        return shelf.putAll(document.read(body));
    }
}
