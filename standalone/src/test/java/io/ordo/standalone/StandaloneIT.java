package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All tests use one data directory, one after the other: each finds it as a stop or a crash left it. */
class StandaloneIT {
    @TempDir
    static Path directory;

    int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @Test
    void theBannerTellsTheTruth() throws Exception {
        try (var ordo = launch().awaitRunning()) {
            assertThat(ordo.told("URL")).isEqualTo("http://localhost:" + port);
            assertThat(ordo.told("API key")).hasSizeGreaterThanOrEqualTo(32).matches("[A-Za-z0-9_-]+");
            assertThat(ordo.told("Data")).isEqualTo(data().toRealPath().toString());
            assertThat(get(ordo, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStartPrintsNoWarning() throws Exception {
        try (var ordo = launch().awaitRunning()) {
            assertThat(ordo.output()).doesNotContainIgnoringCase("warn").doesNotContain("ERROR");
        }
    }

    @Test
    void aStopThatWasAskedForEndsWellAndLeavesNoServer() throws Exception {
        try (var ordo = launch().awaitRunning()) {
            ProcessHandle postmaster = ordo.postmaster().orElseThrow();

            assertThat(ordo.terminate().awaitExitStatus()).isZero();

            await().until(() -> !postmaster.isAlive());
            assertThat(ordo.postmaster()).isEmpty();
        }
    }

    @Test
    void aStopDuringTheStartLeavesNoServer() throws Exception {
        try (var ordo = launch().awaitOutput("PostgreSQL started")) {
            assertThat(ordo.terminate().awaitExitStatus()).isZero();
            assertThat(ordo.postmaster()).isEmpty();
            assertThat(ordo.output()).doesNotContain("could not start");
        }
    }

    @Test
    void theKeyIsKept() throws Exception {
        String first;
        try (var ordo = launch().awaitRunning()) {
            first = ordo.told("API key");
        }
        try (var ordo = launch().awaitRunning()) {
            assertThat(ordo.told("API key")).isEqualTo(first);
        }
    }

    @Test
    void aChosenKeyIsUsed() throws Exception {
        try (var ordo = launch(Map.of("ORDO_API_KEY", "sixteen-letters!")).awaitRunning()) {
            assertThat(ordo.told("API key")).isEqualTo("sixteen-letters!");
        }
    }

    @Test
    void theBannersLineMakesAJobThatTheNextStartFinds() throws Exception {
        String job;
        try (var ordo = launch().awaitRunning()) {
            job = idIn(Shell.paste(ordo.curlLine()));
        }
        try (var ordo = launch().awaitRunning()) {
            assertThat(get(ordo, "/api/v1/jobs/" + job).body()).contains("\"name\":\"hello\"");
        }
    }

    @Test
    void aFinishedRunIsFoundByTheNextStart() throws Exception {
        String runs;
        try (var ordo = launch().awaitRunning()) {
            String body = """
                    {"name":"often","schedule_expr":"1s","payload":{"type":"shell_script","script":"echo done"}}""";
            runs = "/api/v1/jobs/" + idIn(post(ordo, "/api/v1/jobs", body).body()) + "/runs";
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> get(ordo, runs).body().contains("\"success\""));
        }
        try (var ordo = launch().awaitRunning()) {
            assertThat(get(ordo, runs).body()).contains("\"success\"").contains("done\\n");
        }
    }

    @Test
    void aStartAfterAKillFindsTheOrphanedServer() throws Exception {
        try (var killed = launch().awaitRunning()) {
            killed.kill();
            assertThat(killed.postmaster())
                    .hasValueSatisfying(orphan -> assertThat(orphan.isAlive()).isTrue());
        }
        try (var ordo = launch().awaitRunning()) {
            assertThat(get(ordo, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStartAfterAKillOfBothRecovers() throws Exception {
        try (var killed = launch().awaitRunning()) {
            killed.kill();
            assertThat(killed.postmaster().orElseThrow().destroyForcibly()).isTrue();
        }
        try (var ordo = launch().awaitRunning()) {
            assertThat(get(ordo, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theProcessEndsWithItsServer() throws Exception {
        try (var ordo = launch().awaitRunning()) {
            assertThat(ordo.postmaster().orElseThrow().destroyForcibly()).isTrue();

            assertThat(ordo.awaitExitStatus()).isEqualTo(1);
            assertThat(ordo.output()).contains("PostgreSQL ended by itself");
        }
    }

    @Test
    void aSecondProcessOnTheSameDataIsRefused() throws Exception {
        try (var first = launch().awaitRunning();
                var second = StandaloneProcess.launch(data(), port + 1, Map.of())) {
            assertThat(second.awaitExitStatus()).isEqualTo(2);
            assertThat(second.output().lines())
                    .singleElement(STRING)
                    .contains("Another Ordo (process ")
                    .contains("ORDO_DATA_DIR");
            assertThat(get(first, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsRefusedBeforeAnythingStarts() throws Exception {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var ordo = launch()) {
            assertThat(ordo.awaitExitStatus()).isEqualTo(2);
            assertThat(ordo.output().lines())
                    .singleElement(STRING)
                    .contains("Port " + port + " is taken")
                    .contains("ORDO_PORT");
            assertThat(ordo.postmaster()).isEmpty();
        }
    }

    @Test
    void aShortKeyIsRefused() throws Exception {
        try (var ordo = launch(Map.of("ORDO_API_KEY", "fifteen-letters"))) {
            assertThat(ordo.awaitExitStatus()).isEqualTo(2);
            assertThat(ordo.output())
                    .isEqualTo("The key in ORDO_API_KEY has 15 characters, but 16 or more are needed.\n");
        }
    }

    private StandaloneProcess launch() throws IOException {
        return launch(Map.of());
    }

    private StandaloneProcess launch(Map<String, String> more) throws IOException {
        return StandaloneProcess.launch(data(), port, more);
    }

    private static Path data() throws IOException {
        return Files.createDirectories(directory.resolve("data"));
    }

    private static String idIn(String job) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(job);
        assertThat(id.find()).as(job).isTrue();
        return id.group(1);
    }

    private static HttpResponse<String> get(StandaloneProcess ordo, String path) throws Exception {
        return send(request(ordo, path).GET());
    }

    private static HttpResponse<String> post(StandaloneProcess ordo, String path, String body) throws Exception {
        return send(
                request(ordo, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(StandaloneProcess ordo, String path) {
        return HttpRequest.newBuilder(URI.create(ordo.told("URL") + path)).header("X-API-Key", ordo.told("API key"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        }
    }
}
