package io.ordo.scheduler.http.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.ordo.api.SigningKeyView;
import io.ordo.api.SigningKeyView.PreviousKeyView;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.signing.OwnKey;
import io.ordo.scheduler.signing.OwnKeys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that deliveries are signed with. What is answered here is kept for no repeated request: it is nobody's but
 * the admin's.
 */
@Controller("/api/v1/signing-key")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(ApiKeyValidator.ADMIN)
class SigningKeyController {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeyController.class);
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(31);

    private final OwnKeys keys;
    private final Json json;

    SigningKeyController(OwnKeys keys, Json json) {
        this.keys = keys;
        this.json = json;
    }

    /** Shows what receivers need. */
    @Get
    SigningKeyView show() {
        return keys.own()
                .map(SigningKeyController::view)
                .orElseGet(() -> new SigningKeyView("secret", null, null, List.of()));
    }

    /** Makes another key; the one until now signs as well for some time. */
    @Post("/rotate")
    @Consumes(MediaType.ALL)
    SigningKeyView rotate(HttpRequest<byte[]> request) {
        var keepOld = keepOld(request.getBody());
        var view = keys.rotate(keepOld)
                .map(SigningKeyController::view)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "signing_key_given",
                        "Deliveries are signed with the secret WEBHOOK_SIGNING. Give it another value, and"
                                + " WEBHOOK_SIGNING_OLD the present one while receivers change over; or remove both,"
                                + " and the installation's own key signs."));
        LOG.info("signing_key_rotated old_signs_for={} by={}", keepOld, Callers.name(request));
        return view;
    }

    private Duration keepOld(Optional<byte[]> body) {
        if (body.isEmpty() || body.get().length == 0) {
            return USUAL_OVERLAP;
        }
        var fields = Fields.of(json.body(body));
        var keepOld = fields.duration("keep_old_for", Duration.ZERO, LONGEST_OVERLAP);
        fields.noOthers();
        fields.check();
        return Objects.requireNonNullElse(keepOld, USUAL_OVERLAP);
    }

    /** @param own at least one */
    private static SigningKeyView view(List<OwnKey> own) {
        var newest = own.getFirst();
        var previous = own.stream()
                .skip(1)
                .map(old ->
                        new PreviousKeyView(old.key().text(), old.madeAt(), Objects.requireNonNull(old.signsUntil())))
                .toList();
        return new SigningKeyView("installation", newest.key().text(), newest.madeAt(), previous);
    }
}
