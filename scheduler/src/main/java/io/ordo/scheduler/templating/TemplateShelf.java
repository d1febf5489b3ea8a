package io.ordo.scheduler.templating;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;
import java.util.List;
import java.util.Optional;

/** Adds templates, up to their number. */
public final class TemplateShelf {
    private final Templates templates;
    private final Commits commits;

    public TemplateShelf(Templates templates, Commits commits) {
        this.templates = templates;
        this.commits = commits;
    }

    /**
     * Adds a template.
     *
     * @return the template; empty when there is one of its name
     * @throws ShelfFull when there are as many as there may be
     */
    public Optional<Template> add(TemplateDraft draft) {
        checkRoom();
        return templates.add(draft);
    }

    /**
     * Adds templates, and changes those there are, all of them or none. What is the same as before is not changed.
     *
     * @throws ShelfFull when there would be more than there may be
     */
    public List<Template> putAll(List<TemplateDraft> drafts) {
        return commits.together(() -> drafts.stream().map(this::put).toList());
    }

    private Template put(TemplateDraft draft) {
        return change(draft).orElseGet(() -> {
            // Another scheduler that starts in this very moment may have added the same.
            return add(draft).orElseGet(() -> change(draft).orElseThrow());
        });
    }

    private Optional<Template> change(TemplateDraft draft) {
        return templates.change(draft.name(), _ -> draft);
    }

    private void checkRoom() {
        if (templates.count() >= Template.MOST) {
            throw new ShelfFull();
        }
    }
}
