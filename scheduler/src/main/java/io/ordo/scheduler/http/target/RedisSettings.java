package io.ordo.scheduler.http.target;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.Address.Redis.Way;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of an entry in Redis. */
final class RedisSettings {
    private static final int LONGEST = 1_000;
    private static final int MOST_DATABASES = 1_000;
    private static final Pattern HOST = Pattern.compile("(rediss?://)?[^\\s/@?#]+(/\\d{1,4})?");

    /** The settings that say where in Redis; the topic of a client schedule is a channel. */
    private static final Map<String, Way> PLACES =
            Map.of("list", Way.LIST, "stream", Way.STREAM, "channel", Way.PUBLISH, "topic", Way.PUBLISH);

    private RedisSettings() {}

    static @Nullable Address read(Fields settings, HiddenTexts texts) {
        settings.require("host");
        var host = settings.text("host", 1, LONGEST);
        var user = settings.text("user", 1, LONGEST);
        var password = password(settings, texts);
        var database = settings.integer("database", 0, MOST_DATABASES);
        var server = host == null ? null : server(settings, host, userInfo(user, password), database);
        var places = new LinkedHashMap<Way, String>();
        PLACES.forEach((name, way) -> {
            var key = settings.text(name, 1, LONGEST);
            if (key != null) {
                places.put(way, key);
            }
        });
        boolean isAsync = Mode.isAsync(settings);
        if (isAsync && !places.containsKey(Way.STREAM)) {
            settings.wrong(
                    "mode", "choice", "Entries of a stream alone carry the fence that settles a task; name one.");
        }
        var most = settings.natural("max_length");
        if (most != null && !places.containsKey(Way.STREAM)) {
            settings.wrong("max_length", "choice", "Bounds a stream; name one, or leave it out.");
        }
        if (places.size() != 1) {
            settings.wrong("list", "choice", "Name one of list, stream and channel, and no second.");
            return null;
        }
        var place = places.entrySet().iterator().next();
        return server == null ? null : new Address.Redis(server, place.getKey(), place.getValue(), most, isAsync);
    }

    private static @Nullable String password(Fields settings, HiddenTexts texts) {
        JsonNode password = settings.any(HiddenTexts.PASSWORD);
        return password == null ? null : SecretText.read(settings, HiddenTexts.PASSWORD, password, texts);
    }

    private static @Nullable String userInfo(@Nullable String user, @Nullable String password) {
        return user == null && password == null
                ? null
                : Objects.requireNonNullElse(user, "") + ":" + Objects.requireNonNullElse(password, "");
    }

    private static @Nullable URI server(
            Fields settings, String host, @Nullable String userInfo, @Nullable Integer database) {
        try {
            if (HOST.matcher(host).matches()) {
                var given = new URI(host.contains("://") ? host : "redis://" + host);
                if (given.getHost() != null) {
                    String path = database == null ? given.getPath() : "/" + database;
                    return new URI(given.getScheme(), userInfo, given.getHost(), given.getPort(), path, null, null);
                }
            }
        } catch (URISyntaxException none) {
            // said below
        }
        settings.wrong(
                "host", "format", "Must be an address such as redis://localhost:6379, without user or password in it.");
        return null;
    }
}
