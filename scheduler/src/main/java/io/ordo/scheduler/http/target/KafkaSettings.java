package io.ordo.scheduler.http.target;

import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.target.Address;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a topic of Kafka. */
final class KafkaSettings {
    private static final int LONGEST_HOST = 1_000;
    private static final int LONGEST_KEY = 500;
    private static final Pattern BOOTSTRAP = Pattern.compile("[^\\s,/@]+:\\d{1,5}(\\s*,\\s*[^\\s,/@]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private KafkaSettings() {}

    static @Nullable Address read(Fields settings, HiddenTexts texts) {
        var host = settings.text("host", 1, LONGEST_HOST);
        if (host != null && !BOOTSTRAP.matcher(host).matches()) {
            settings.wrong("host", "format", "Must be host:port of brokers, with commas between.");
        }
        settings.require("topic");
        var topic = settings.text("topic", 1, LONGEST_HOST);
        if (topic != null && (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals(".."))) {
            settings.wrong("topic", "format", "Must have at most 249 letters, digits, dots, dashes and underscores.");
        }
        var key = settings.text("key", 1, LONGEST_KEY);
        var headers = Headers.read(settings, texts);
        boolean isAsync = Mode.isAsync(settings);
        return topic == null ? null : new Address.Kafka(host, topic, key, headers, isAsync);
    }
}
