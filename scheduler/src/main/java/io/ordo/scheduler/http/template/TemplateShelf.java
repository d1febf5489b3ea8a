package io.ordo.scheduler.http.template;

import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;
import jakarta.inject.Singleton;
import java.util.List;

/** Adds templates, up to their number. */
@Singleton
final class TemplateShelf {
    private final Templates templates;
    private final Commits commits;

    TemplateShelf(Templates templates, Commits commits) {
        this.templates = templates;
        this.commits = commits;
    }

    /**
     * Adds a template.
     *
     * @throws ProblemException 409 when there is one of its name, or there are as many as there may be
     */
    Template add(TemplateDraft draft) {
        checkRoom();
        return templates
                .add(draft)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "template_exists",
                        "There is a template " + draft.name() + "; change it with PUT."));
    }

    /**
     * Adds templates, and changes those there are, all of them or none. What is the same as before is not changed.
     *
     * @throws ProblemException 409 when there would be more than there may be
     */
    List<Template> putAll(List<TemplateDraft> drafts) {
        return commits.together(() -> drafts.stream().map(this::put).toList());
    }

    private Template put(TemplateDraft draft) {
        return templates.change(draft.name(), _ -> draft).orElseGet(() -> {
            checkRoom();
            // Another scheduler that starts in this very moment may have added the same.
            return templates
                    .add(draft)
                    .orElseGet(() -> templates.change(draft.name(), _ -> draft).orElseThrow());
        });
    }

    private void checkRoom() {
        if (templates.count() >= Template.MOST) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "too_many_templates",
                    "There are " + Template.MOST + " templates; remove one first.");
        }
    }
}
