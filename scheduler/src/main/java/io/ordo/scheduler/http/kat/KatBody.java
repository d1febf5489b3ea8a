package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads the bodies of OpenKAT's clients, who say nothing of their type and may leave them out. */
@Singleton
public final class KatBody {
    private final Json json;

    KatBody(Json json) {
        this.json = json;
    }

    /** What a client sent with a GET: HTTP gives it no meaning, and so the framework leaves it unread. */
    public static Optional<byte[]> ofGet(HttpRequest<?> request) {
        return switch (request) {
            case HttpRequestWrapper<?> wrapper -> ofGet(wrapper.getDelegate());
            case ServerHttpRequest<?> server -> Optional.of(all(server.byteBody()));
            default -> Optional.empty();
        };
    }

    private static byte[] all(ByteBody body) {
        try (var bytes = body.toInputStream()) {
            return bytes.readAllBytes();
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    /**
     * The body; empty when there is none, or {@code null}.
     *
     * @throws ProblemException when it is no JSON, or too large
     */
    public Optional<JsonNode> read(Optional<byte[]> body) {
        return body.filter(bytes -> bytes.length > 0)
                .map(bytes -> json.body(Optional.of(bytes)))
                .filter(node -> !node.isNull());
    }
}
