package io.ordo.scheduler.http.lane;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.ordo.scheduler.access.AdminKey;
import io.ordo.scheduler.http.once.Replays;
import io.ordo.scheduler.http.problem.ProblemTexts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Says which requests may take the fast lane. */
@Singleton
final class HotRoutes {
    /** A larger body is rare, and its own reading costs more than what the lane saves. */
    static final int LARGEST_BODY = 256 * 1024;

    private final List<HotRoute> routes;
    private final AdminKey adminKey;
    private final ProblemTexts problems;

    HotRoutes(List<HotRoute> routes, AdminKey adminKey, ProblemTexts problems) {
        this.routes = List.copyOf(routes);
        this.adminKey = adminKey;
        this.problems = problems;
    }

    /** The answer to a request whose work failed. */
    HotAnswer failure(HttpRequest request, Throwable failure) {
        var text = problems.of(request.method() + " " + request.uri(), failure);
        return new HotAnswer(text.status(), text.type(), text::body);
    }

    /** The route of a request that shows a key and is plain so far; empty when it must take the ordinary way. */
    Optional<HotRoute> of(HttpRequest request) {
        return isPlain(request) ? route(request.uri()) : Optional.empty();
    }

    private Optional<HotRoute> route(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        for (var route : routes) {
            if (path.startsWith(route.prefix()) && path.endsWith(route.suffix())) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private boolean isPlain(HttpRequest request) {
        var headers = request.headers();
        String key = headers.get("X-API-Key");
        return HttpMethod.POST.equals(request.method())
                && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
                && request.decoderResult().isSuccess()
                && headers.getInt(HttpHeaderNames.CONTENT_LENGTH, -1) >= 0
                && headers.getInt(HttpHeaderNames.CONTENT_LENGTH, -1) <= LARGEST_BODY
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.contains(HttpHeaderNames.ORIGIN) // a browser's, which the server looks at closely
                && !headers.contains(HttpHeaderNames.UPGRADE)
                && !headers.contains(Replays.HEADER)
                && key != null
                && adminKey.matches(key);
    }
}
