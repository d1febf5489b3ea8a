package io.ordo.scheduler.http.template;

import io.ordo.api.template.TemplateView;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.schedule.PoliciesForm;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.template.Template;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;

/** Templates as the wire shows them. */
@Singleton
final class TemplateViews {
    private final Json json;
    private final TargetForm targets;

    TemplateViews(Json json, TargetForm targets) {
        this.json = json;
        this.targets = targets;
    }

    TemplateView view(Template template) {
        var draft = template.draft();
        var policies = draft.policies();
        return new TemplateView(
                draft.name(),
                template.version(),
                draft.title(),
                json.stored(draft.payloadSchema()),
                json.stored(draft.defaults()),
                targets.view(draft.target()),
                draft.queue(),
                draft.schedule().text(),
                draft.schedule().zone().getId(),
                policies.startAt(),
                policies.endAt(),
                Seconds.of(policies.spread()),
                PoliciesForm.view(draft.schedule().dst()),
                PoliciesForm.view(policies.catchUp()),
                Words.of(policies.overlap()),
                draft.userTriggered(),
                draft.rescheduleAfterTermination(),
                template.createdAt(),
                template.updatedAt());
    }
}
