package io.ordo.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Ordo, and the key it takes: what {@code make run} starts, unless the environment says otherwise.
 *
 * @param url without a slash at its end
 */
record Address(String url, String key) {
    /** Reads {@code ORDO_URL} and {@code ORDO_API_KEY}; without a key, the one that {@code make run} keeps. */
    static Address from(Map<String, String> environment) throws IOException {
        var url = value(environment, "ORDO_URL").orElse("http://127.0.0.1:8000");
        var key = value(environment, "ORDO_API_KEY");
        if (!url.matches("https?://.+")) {
            throw new DemoRefusedException("ORDO_URL must begin with http:// or https://, and is " + url + ".");
        }
        return new Address(url.replaceFirst("/+$", ""), key.isPresent() ? key.get() : kept(environment));
    }

    private static String kept(Map<String, String> environment) throws IOException {
        var file = Path.of(value(environment, "ORDO_DATA_DIR").orElse("data")).resolve("api-key");
        if (!Files.isReadable(file)) {
            throw new DemoRefusedException("No key: set ORDO_API_KEY, or start an Ordo with `make run` in this"
                    + " directory, which keeps one in " + file + ".");
        }
        return Files.readString(file).strip();
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return url;
    }
}
