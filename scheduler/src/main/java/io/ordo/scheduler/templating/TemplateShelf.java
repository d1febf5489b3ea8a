package io.ordo.scheduler.templating;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.template.TemplateDraft;
import io.ordo.scheduler.template.Templates;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Adds and changes templates, up to their number. One whose jobs would never be due is not taken. Of those that users
 * do not trigger a job is kept, in the same transaction.
 */
public final class TemplateShelf {
    private final Templates templates;
    private final TemplateJobs jobs;
    private final Commits commits;

    public TemplateShelf(Templates templates, TemplateJobs jobs, Commits commits) {
        this.templates = templates;
        this.jobs = jobs;
        this.commits = commits;
    }

    /**
     * Adds a template.
     *
     * @return the template; empty when there is one of its name
     * @throws ShelfFull when there are as many as there may be
     * @throws ScheduleRefused when a job that says no more would never be due
     */
    public Optional<Template> add(TemplateDraft draft) {
        return commits.together(() -> {
            checkRoom();
            return kept(templates.add(draft));
        });
    }

    /**
     * Changes a template.
     *
     * @param change may throw to refuse
     * @return the template after it; empty when there is none of that name
     * @throws ScheduleRefused as {@link #add}
     */
    public Optional<Template> change(String name, UnaryOperator<TemplateDraft> change) {
        return commits.together(() -> kept(templates.change(name, change)));
    }

    /**
     * Adds templates, and changes those there are, all of them or none. What is the same as before is not changed.
     *
     * @throws ShelfFull when there would be more than there may be
     * @throws ScheduleRefused as {@link #add}
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
        return change(draft.name(), _ -> draft);
    }

    private Optional<Template> kept(Optional<Template> template) {
        template.ifPresent(one -> {
            jobs.check(one);
            jobs.keep(one.name());
        });
        return template;
    }

    private void checkRoom() {
        if (templates.count() >= Template.MOST) {
            throw new ShelfFull();
        }
    }
}
