package io.ordo.worker.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.ordo.api.queue.LeaseView;
import io.ordo.api.queue.PoppedTask;
import io.ordo.worker.execution.BadPayload;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final UUID ID = new UUID(0, 1);

    @TempDir
    private Path directory;

    @Test
    void eachTaskAppendsItsFieldsAsOneLine() throws IOException {
        Output printed = new Output(1_000);
        append("{'type': 'log', 'log': 'orders', 'fields': {'city': 'Köln\\n', 'count': 1}}", printed);
        append("{'type': 'log', 'log': 'orders', 'fields': {'list': [1.5, null]}}", printed);
        append("{'type': 'log', 'log': 'orders'}", printed);

        assertThat(directory.resolve("logs/orders.log"))
                .hasContent("{\"city\":\"Köln\\n\",\"count\":1}\n{\"list\":[1.5,null]}\n{}\n");
        assertThat(printed.text()).startsWith("Appended a line to orders.log\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../up", "/etc/passwd", "..", ".", "a/b", "a\\b", ".hidden", "-rf", "a\u0000b", "tür", "a "})
    void noNameLeadsOutOfTheDirectory(String name) throws IOException {
        execute(JsonNode.createObjectNode(Map.of("log", JsonNode.createStringNode(name))), new Output(1_000));

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file.getParent()).isEqualTo(directory.resolve("logs")))
                    .satisfies(file ->
                            assertThat(file.getFileName().toString()).matches("[A-Za-z0-9_][ -~]*-[0-9a-f]{8}\\.log"));
        }
    }

    @Test
    void namesThatAreNotTheSameHaveFilesOfTheirOwn() {
        assertThat(LogName.of("a/b")).isNotEqualTo(LogName.of("a_b")).isNotEqualTo(LogName.of("a:b"));
        assertThat(LogName.of("x".repeat(200))).hasSizeLessThan(120).isNotEqualTo(LogName.of("x".repeat(201)));
        assertThat(LogName.of("Nightly report 2.0")).isEqualTo("Nightly report 2.0.log");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "");
        Files.createDirectories(directory.resolve("logs"));
        Files.createSymbolicLink(directory.resolve("logs/orders.log"), elsewhere);

        assertThatThrownBy(() -> append("{'log': 'orders', 'fields': {}}", new Output(1_000)))
                .isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void aLogHasAName() {
        assertThatThrownBy(() -> append("{'fields': {}}", new Output(1_000)))
                .isInstanceOf(BadPayload.class)
                .hasMessage("No log named in payload");
    }

    private void append(String payload, Output printed) throws IOException {
        var tree = ObjectMapper.getDefault().readValue(payload.replace('\'', '"'), JsonNode.class);
        execute(Objects.requireNonNull(tree), printed);
    }

    private void execute(JsonNode payload, Output printed) throws IOException {
        var lease = new LeaseView(1, 1, Instant.EPOCH, BigDecimal.ONE);
        var task = new PoppedTask(ID, "default", null, null, 3, payload, BigDecimal.ONE, null, Instant.EPOCH, lease);
        assertThat(new LogLine(directory.resolve("logs")).execute(task, printed))
                .isEqualTo(new Outcome.Succeeded(null, null));
    }
}
