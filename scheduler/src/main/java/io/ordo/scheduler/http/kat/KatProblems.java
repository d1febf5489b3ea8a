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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says whatever is refused or fails on OpenKAT's paths as OpenKAT's own server would: the one place that decides in
 * which dialect, around whoever asks for keys. Only what is put in OpenKAT's words from the start, by a {@link
 * KatRefusal}, passes it as it is.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class KatProblems {
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

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
            case "not_json" -> invalid(response, "json_invalid", "JSON decode error: " + problem.detail(), NOTHING);
            case "body_missing" -> invalid(response, "missing", "Field required", JsonNode.nullNode());
            case "value_not_storable" -> invalid(response, "value_error", problem.detail(), NOTHING);
            case "invalid_fields" ->
                new KatInvalid(problem.errors().stream()
                        .map(error -> issue(request, error))
                        .toList());
            case "body_too_large" -> new KatError("Bad request error occurred: " + problem.detail());
            case "filter_too_slow", "database_unavailable", "overloaded" ->
                new KatError("A database error occurred: " + problem.detail());
            default -> new KatError(problem.detail());
        };
    }

    private static KatInvalid invalid(MutableHttpResponse<?> response, String type, String message, JsonNode input) {
        response.status(HttpStatus.UNPROCESSABLE_ENTITY);
        return new KatInvalid(List.of(new Issue(type, List.of("body"), message, input)));
    }

    /** Of a body it says where: {@code task.type} is two steps. */
    private static Issue issue(HttpRequest<?> request, FieldError error) {
        var given = request.getParameters().get(error.field());
        var place = new ArrayList<>(List.of(given == null ? "body" : "query"));
        Stream.of(error.field().split("\\.", -1))
                .filter(step -> !step.isEmpty())
                .forEach(place::add);
        return new Issue(error.rule(), place, error.message(), given == null ? null : KatFields.text(given));
    }
}
