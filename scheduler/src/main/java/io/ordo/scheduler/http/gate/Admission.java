package io.ordo.scheduler.http.gate;

import io.micronaut.http.HttpStatus;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.ordo.scheduler.http.problem.ProblemTexts;
import io.ordo.scheduler.http.problem.ProblemTexts.Text;
import io.ordo.scheduler.http.request.KatPaths;
import io.ordo.scheduler.http.request.Limits;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says which requests pass the gate. */
@Singleton
public final class Admission {
    private static final int LAST_OF_ASCII = 0x7F;

    private static final String HOST = "[\\w.-]+(?::\\d{1,5})?";
    private static final String PAIR =
            "(?:host=(?:" + HOST + "|\"" + HOST + "\")|(?!host=)[a-z]+=(?:[^\\s\",;=]+|\"[^\",;=]*\"))";

    /** RFC 7239, of which the server reads this much without falling over it. */
    private static final Pattern FORWARDED =
            Pattern.compile("\\s*" + PAIR + "(?:\\s*[;,]\\s*" + PAIR + ")*\\s*", Pattern.CASE_INSENSITIVE);

    private final Limits limits;
    private final ProblemTexts problems;

    Admission(Limits limits, ProblemTexts problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /** Why a request does not pass, by its head alone; empty when it does. */
    Optional<Refusal> refusal(HttpRequest head, String path) {
        if (uri(head).isEmpty() || !isText(head)) {
            return Optional.of(new Refusal(
                    path,
                    HttpStatus.BAD_REQUEST,
                    "bad_request",
                    "The address cannot be read: a character in it must be written as the %XX of its UTF-8, or a %"
                            + " stands alone."));
        }
        if (!isPlain(head.headers())) {
            return Optional.of(new Refusal(
                    path,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported_media_type",
                    "Send the body as it is, without Content-Encoding and with no Transfer-Encoding but chunked."));
        }
        return HttpUtil.getContentLength(head, 0L) > limit(path) ? Optional.of(tooLarge(path)) : Optional.empty();
    }

    /** What a body is whose end never came, or not in the form that was announced. */
    static Refusal broken(String path) {
        return new Refusal(path, HttpStatus.BAD_REQUEST, "bad_request", "The body broke off or is not well-formed.");
    }

    Refusal tooLarge(String path) {
        return new Refusal(
                path,
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "body_too_large",
                "The body has more than the " + limit(path) + " bytes that are taken here.");
    }

    /** The most bytes of a body. */
    long limit(String path) {
        return KatPaths.isOne(path) ? limits.bodySize() : limits.settlementSize();
    }

    /** Drops what the server would fall over. */
    static void tidy(HttpHeaders headers) {
        for (String forwarded : headers.getAll("Forwarded")) {
            if (!FORWARDED.matcher(forwarded).matches()) {
                headers.remove("Forwarded");
            }
        }
    }

    /** The refusal as the clients of its path know refusals. */
    Text text(Refusal refusal) {
        return KatPaths.isOne(refusal.path())
                ? problems.ofKat(refusal.status(), refusal.detail())
                : problems.of(refusal.status(), refusal.code(), refusal.detail());
    }

    /** The path alone, decoded as far as it can be. */
    static String path(HttpRequest head) {
        return uri(head)
                .flatMap(uri -> Optional.ofNullable(uri.getPath()))
                .orElseGet(() -> head.uri().split("\\?", 2)[0]);
    }

    /** Whether the path can be read: what is no UTF-8 would all be taken for the same character. */
    private static boolean isText(HttpRequest head) {
        String path = rawPath(head.uri());
        if (path.chars().anyMatch(c -> c > LAST_OF_ASCII)) {
            return false;
        }
        if (path.indexOf('%') < 0) {
            return true;
        }
        var bytes = URLDecoder.decode(path, StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** The address as the server routes it: with those characters of its path encoded that it takes for ends of it. */
    static String routable(String uri) {
        String path = rawPath(uri);
        return path.replace("+", "%2B").replace("&", "%26").replace(";", "%3B") + uri.substring(path.length());
    }

    private static String rawPath(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static Optional<URI> uri(HttpRequest head) {
        try {
            return Optional.of(new URI(head.uri()));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).stream()
                        .allMatch(HttpHeaderValues.CHUNKED::contentEqualsIgnoreCase)
                && headers.getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
                        .allMatch(HttpHeaderValues.IDENTITY::contentEqualsIgnoreCase);
    }
}
