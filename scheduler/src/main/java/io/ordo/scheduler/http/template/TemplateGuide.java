package io.ordo.scheduler.http.template;

import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.Templates;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the template a path names. */
@Singleton
public final class TemplateGuide {
    private final Templates templates;

    TemplateGuide(Templates templates) {
        this.templates = templates;
    }

    /**
     * The template of that name.
     *
     * @throws ProblemException 404 when there is none
     */
    public Template find(String name) {
        return Optional.of(name)
                .filter(Storable::isStorable)
                .flatMap(templates::find)
                .orElseThrow(() -> unknown(name));
    }

    static ProblemException unknown(String name) {
        return ProblemException.of(
                HttpStatus.NOT_FOUND, "template_unknown", "Template with name " + name + " not found");
    }
}
