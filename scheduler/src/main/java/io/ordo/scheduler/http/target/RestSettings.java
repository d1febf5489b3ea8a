package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.AllowedAddresses;
import io.ordo.scheduler.target.JudgedUrl;
import io.ordo.scheduler.target.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a target over HTTP. */
final class RestSettings {
    private static final int LONGEST_URL = 2_048;
    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "GET", "DELETE");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Set<Integer> ANY_2XX =
            IntStream.rangeClosed(200, 299).boxed().collect(Collectors.toUnmodifiableSet());

    private RestSettings() {}

    static @Nullable Address read(Fields settings, HiddenTexts texts, AllowedAddresses allowed) {
        var url = url(settings, allowed);
        var method = settings.oneOf(
                "method",
                word -> METHODS.contains(word.toUpperCase(Locale.ROOT)) ? word.toUpperCase(Locale.ROOT) : null,
                String.join(", ", METHODS));
        var headers = Headers.read(settings, texts);
        var timeout = settings.duration("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        var success = success(settings);
        boolean isAsync = Mode.isAsync(settings);
        var keys = keys(settings, texts);
        return url == null
                ? null
                : new Address.Rest(
                        url,
                        method == null ? "POST" : method,
                        headers,
                        timeout == null ? USUAL_TIMEOUT : timeout,
                        success,
                        isAsync,
                        keys);
    }

    private static List<SigningKey> keys(Fields settings, HiddenTexts texts) {
        var given = settings.any(HiddenTexts.SIGNING);
        var text = given == null ? null : SecretText.read(settings, HiddenTexts.SIGNING, given, texts);
        try {
            return text == null ? List.of() : List.of(new SigningKey(text));
        } catch (IllegalArgumentException wrong) {
            settings.wrong(HiddenTexts.SIGNING, "format", "It " + wrong.getMessage());
            return List.of();
        }
    }

    /** The name {@code host} is the client schedules' own. */
    private static @Nullable URI url(Fields settings, AllowedAddresses allowed) {
        String name = settings.has("host") && !settings.has("url") ? "host" : "url";
        settings.require(name);
        var text = settings.text(name, 1, LONGEST_URL);
        if (settings.has("host") && name.equals("url")) {
            settings.wrong("host", "choice", "Means the same as url; leave one of them out.");
        }
        return text == null ? null : url(settings, name, text, allowed);
    }

    private static @Nullable URI url(Fields settings, String name, String text, AllowedAddresses allowed) {
        return switch (JudgedUrl.of(text, allowed)) {
            case JudgedUrl.Good good -> good.url();
            case JudgedUrl.Bad(var wrong) -> {
                settings.wrong(name, wrong.rule(), wrong.message());
                yield null;
            }
        };
    }

    private static Set<Integer> success(Fields settings) {
        var given = settings.any("success");
        if (given == null) {
            return ANY_2XX;
        }
        var codes = new HashSet<Integer>();
        if (given.isArray()) {
            given.values().forEach(code -> codes.add(status(code)));
        }
        if (codes.isEmpty() || codes.stream().anyMatch(code -> code < 200 || code > 499)) {
            settings.wrong("success", "type", "Must be an array of status codes from 200 to 499.");
        }
        return codes;
    }

    /** Zero, which is none, for what is no whole number. */
    private static int status(JsonNode code) {
        boolean isWhole = code.isNumber() && code.getDoubleValue() == code.getIntValue();
        return isWhole ? code.getIntValue() : 0;
    }
}
