package io.ordo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
            assertThat(statusOf(ordo.told("URL") + "/health")).isEqualTo(200);
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
        try (var ordo = launch(Map.of("ORDO_API_KEY", "sixteen letters!".replace(' ', '-')))
                .awaitRunning()) {
            assertThat(ordo.told("API key")).isEqualTo("sixteen-letters!");
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
            assertThat(statusOf(ordo.told("URL") + "/health")).isEqualTo(200);
        }
    }

    @Test
    void aStartAfterAKillOfBothRecovers() throws Exception {
        try (var killed = launch().awaitRunning()) {
            killed.kill();
            assertThat(killed.postmaster().orElseThrow().destroyForcibly()).isTrue();
        }
        try (var ordo = launch().awaitRunning()) {
            assertThat(statusOf(ordo.told("URL") + "/health")).isEqualTo(200);
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
            assertThat(second.output()).contains("Another Ordo (process ").contains("ORDO_DATA_DIR");
            assertThat(statusOf(first.told("URL") + "/health")).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsRefusedBeforeAnythingStarts() throws Exception {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var ordo = launch()) {
            assertThat(ordo.awaitExitStatus()).isEqualTo(2);
            assertThat(ordo.output()).contains("Port " + port + " is taken").contains("ORDO_PORT");
            assertThat(ordo.postmaster()).isEmpty();
        }
    }

    @Test
    void aShortKeyIsRefused() throws Exception {
        try (var ordo = launch(Map.of("ORDO_API_KEY", "fifteen-letters"))) {
            assertThat(ordo.awaitExitStatus()).isEqualTo(2);
            assertThat(ordo.output())
                    .startsWith("The key in ORDO_API_KEY has 15 characters, but 16 or more are needed.");
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

    private static int statusOf(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
