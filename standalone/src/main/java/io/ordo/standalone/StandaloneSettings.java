package io.ordo.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user can set, read from environment variables. An empty variable counts as unset.
 *
 * @param dataDirectory {@code ORDO_DATA_DIR}, default {@code data} in the working directory
 * @param address {@code ORDO_HOST}, default 127.0.0.1, and {@code ORDO_PORT}, default 8000
 * @param apiKey {@code ORDO_API_KEY}; empty: a kept random one
 * @param docsOpen {@code ORDO_DOCS_OPEN}, default true; the scheduler judges it
 * @param katOpen {@code ORDO_KAT_OPEN}, default true; the scheduler judges it
 * @param metricsOpen {@code ORDO_METRICS_OPEN}, default true; the scheduler judges it
 * @param events {@code ORDO_EVENTS}, default true; the scheduler judges it
 * @param allowedAddresses {@code ORDO_ALLOWED_ADDRESSES}, default loopback; the scheduler judges it
 * @param workerPort {@code ORDO_WORKER_PORT}, default 0, no health port; the worker judges it
 */
record StandaloneSettings(
        Path dataDirectory,
        ListenAddress address,
        Optional<ApiKey> apiKey,
        String docsOpen,
        String katOpen,
        String metricsOpen,
        String events,
        String allowedAddresses,
        String workerPort) {
    private static final String PORT = "ORDO_PORT";
    private static final String API_KEY = "ORDO_API_KEY";

    static final String WORKER_PORT = "ORDO_WORKER_PORT";

    /** Reads the settings, or refuses the first bad one with a sentence that names it. */
    static StandaloneSettings from(Map<String, String> environment) {
        return new StandaloneSettings(
                Path.of(value(environment, "ORDO_DATA_DIR").orElse("data")),
                new ListenAddress(
                        value(environment, "ORDO_HOST").orElse("127.0.0.1"),
                        value(environment, PORT).map(StandaloneSettings::port).orElse(8000)),
                value(environment, API_KEY).map(key -> ApiKey.chosen(key, API_KEY)),
                value(environment, "ORDO_DOCS_OPEN").orElse("true"),
                value(environment, "ORDO_KAT_OPEN").orElse("true"),
                value(environment, "ORDO_METRICS_OPEN").orElse("true"),
                value(environment, "ORDO_EVENTS").orElse("true"),
                value(environment, "ORDO_ALLOWED_ADDRESSES").orElse("loopback"),
                value(environment, WORKER_PORT).orElse("0"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // The refusal below covers words and numbers out of range alike.
        }
        throw new StandaloneRefused("%s=%s is no port: it must be a number from 1 to 65535.".formatted(PORT, text));
    }
}
