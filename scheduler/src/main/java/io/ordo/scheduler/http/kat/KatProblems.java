package io.ordo.scheduler.http.kat;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.tree.JsonNode;
import io.ordo.api.FieldError;
import io.ordo.api.Problem;
import io.ordo.api.kat.KatError;
import io.ordo.api.kat.KatInvalid;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.http.request.KatPaths;
import java.util.List;

/** Says what the server refuses on OpenKAT's paths as OpenKAT's own server would; around whoever asks for keys. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class KatProblems {
    @ResponseFilter
    public void translate(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (KatPaths.isOne(request) && response.body() instanceof Problem problem) {
            var answer = response.body(body(request, response, problem));
            answer.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static Object body(HttpRequest<?> request, MutableHttpResponse<?> response, Problem problem) {
        return switch (problem.code()) {
            case "path_unknown" -> new KatError("Not Found");
            case "method_not_allowed" -> new KatError("Method Not Allowed");
            case "not_json" -> invalid(response, new Issue("json_invalid", List.of("body"), problem.detail(), null));
            case "body_missing" ->
                invalid(response, new Issue("missing", List.of("body"), "Field required", JsonNode.nullNode()));
            case "invalid_fields" ->
                new KatInvalid(problem.errors().stream()
                        .map(error -> issue(request, error))
                        .toList());
            default -> new KatError(problem.detail());
        };
    }

    private static KatInvalid invalid(MutableHttpResponse<?> response, Issue issue) {
        response.status(HttpStatus.UNPROCESSABLE_ENTITY);
        return new KatInvalid(List.of(issue));
    }

    /** What was read by the rules of our own API is in the query: bodies are read by OpenKAT's. */
    private static Issue issue(HttpRequest<?> request, FieldError error) {
        var given = request.getParameters().get(error.field());
        return new Issue(
                error.rule(),
                List.of("query", error.field()),
                error.message(),
                given == null ? null : KatFields.text(given));
    }
}
