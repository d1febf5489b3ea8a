package io.ordo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
    private static final String KEY = "a-key-of-16-chars";

    @Test
    void onlyTheApiKeyIsRequired() {
        WorkerSettings settings = WorkerSettings.from(Map.of("ORDO_API_KEY", KEY, "HOSTNAME", "host"));

        assertThat(settings.scheduler().url()).isEqualTo(URI.create("http://127.0.0.1:8000"));
        assertThat(settings.scheduler().apiKey()).isEqualTo(KEY);
        assertThat(settings.name()).isEqualTo("host-" + ProcessHandle.current().pid());
        assertThat(settings.queues()).containsExactly("default");
        assertThat(settings.slots()).isEqualTo(4);
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.outputLimit()).isEqualTo(10 * 1024 * 1024);
        assertThat(settings.children())
                .isEqualTo(new WorkerSettings.Children(
                        "python3",
                        "/bin/bash",
                        "/usr/local/bin:/usr/bin:/bin",
                        Path.of(System.getProperty("java.io.tmpdir"))));
        assertThat(settings.logs()).isEqualTo(Path.of("logs"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8001);
        assertThat(settings.logLevel()).isEqualTo("INFO");
    }

    @Test
    void aBlankSettingIsAsGoodAsNone() {
        assertThat(with("ORDO_WORKER_SLOTS", " ").slots()).isEqualTo(4);
    }

    @Test
    void unknownSettingsAreIgnored() {
        assertThat(with("ORDO_WORKER_COLOUR", "blue").slots()).isEqualTo(4);
    }

    @Test
    void queuesAreSeparatedByCommas() {
        assertThat(with("ORDO_WORKER_QUEUES", " a, b,,a ").queues()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"45,45", "45s,45", "5m,300", "1h,3600"})
    void durationsAreSecondsOrHaveAUnit(String text, long seconds) {
        assertThat(with("ORDO_WORKER_LEASE", text).lease()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aDayIsADuration() {
        assertThat(with("ORDO_WORKER_DRAIN", "1d").drain()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "64KiB,65536", "2 MiB,2097152"})
    void sizesAreBytesOrHaveAUnit(String text, int bytes) {
        assertThat(with("ORDO_WORKER_OUTPUT_LIMIT", text).outputLimit()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ORDO_API_KEY | short | ORDO_API_KEY must be set to a key of the scheduler, at least 16 characters.",
                "ORDO_URL | ftp://host | ORDO_URL must be an http or https URL such as http://127.0.0.1:8000.",
                "ORDO_URL | http:// | ORDO_URL must be an http or https URL such as http://127.0.0.1:8000.",
                "ORDO_URL | http://a b | ORDO_URL must be an http or https URL such as http://127.0.0.1:8000.",
                "ORDO_URL | http://[x | ORDO_URL must be an http or https URL such as http://127.0.0.1:8000.",
                "ORDO_WORKER_QUEUES | , | ORDO_WORKER_QUEUES must be one or more queue names with commas between;"
                        + " it was ','.",
                "ORDO_WORKER_SLOTS | 0 | ORDO_WORKER_SLOTS must be a whole number from 1 to 256; it was '0'.",
                "ORDO_WORKER_SLOTS | 257 | ORDO_WORKER_SLOTS must be a whole number from 1 to 256; it was '257'.",
                "ORDO_WORKER_SLOTS | many | ORDO_WORKER_SLOTS must be a whole number from 1 to 256; it was 'many'.",
                "ORDO_WORKER_PORT | 65536 | ORDO_WORKER_PORT must be a whole number from 0 to 65535; it was '65536'.",
                "ORDO_WORKER_LEASE | 4s | ORDO_WORKER_LEASE must be a duration such as 30s, 5m or 1h,"
                        + " from 5 s to 3600 s; it was '4s'.",
                "ORDO_WORKER_LEASE | 1.5h | ORDO_WORKER_LEASE must be a duration such as 30s, 5m or 1h,"
                        + " from 5 s to 3600 s; it was '1.5h'.",
                "ORDO_WORKER_OUTPUT_LIMIT | 9GiB | ORDO_WORKER_OUTPUT_LIMIT must be a size such as 512KiB or 10MiB,"
                        + " from 1024 to 268435456 bytes; it was '9GiB'.",
                "ORDO_WORKER_OUTPUT_LIMIT | 10MB | ORDO_WORKER_OUTPUT_LIMIT must be a size such as 512KiB or 10MiB,"
                        + " from 1024 to 268435456 bytes; it was '10MB'.",
                "ORDO_WORKER_TEMP | /no/such/place | ORDO_WORKER_TEMP must be a directory that exists and is writable;"
                        + " it was '/no/such/place'.",
                "ORDO_LOG_LEVEL | LOUD | ORDO_LOG_LEVEL must be one of TRACE, DEBUG, INFO, WARN, ERROR; it was 'LOUD'."
            })
    void aBadSettingIsNamedInOneSentence(String name, String value, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(name, value)).withMessage(sentence);
    }

    @Test
    void aMissingApiKeyIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkerSettings.from(Map.of()))
                .withMessageStartingWith("ORDO_API_KEY must be set");
    }

    @Test
    void theApiKeyIsNotPrinted() {
        assertThat(with("ORDO_WORKER_SLOTS", "1").toString()).doesNotContain(KEY);
    }

    private static WorkerSettings with(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("ORDO_API_KEY", KEY));
        environment.put(name, value);
        return WorkerSettings.from(environment);
    }
}
