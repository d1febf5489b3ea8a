package io.ordo.scheduler.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Line;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not pass the gate is refused in the words of its path, and nothing is done. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateIT {
    private static final String DRY_RUN = "{\"dry_run\": true}";

    private final TestScheduler scheduler = TestScheduler.start(
            Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.kat-open", "true", "ordo.docs-open", "true"));
    private final Client api = scheduler.client();
    private final Lane lane = Lane.make(api, "gate", "");

    @BeforeEach
    void queueATask() {
        lane.pop("limit=1000");
        lane.task("");
    }

    @AfterAll
    void close() {
        scheduler.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n" + DRY_RUN, "2\r\n{ \r\nzz\r\n", "-1\r\n" + DRY_RUN})
    void aBodyThatBreaksOnTheWayIsNoBody(String chunks) throws IOException {
        var held = lane.get().at("leased");

        for (String verb : new String[] {"/clear", "/pop"}) {
            assertThat(answer(head("POST", lane.path(verb), "Transfer-Encoding: chunked") + chunks))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"code\":\"bad_request\"", "The body broke off");
        }
        assertThat(lane.get().at("size")).isEqualTo(1);
        assertThat(lane.get().at("leased")).isEqualTo(held);
    }

    @Test
    void aCompressedBodyIsNotTaken() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(DRY_RUN.getBytes(StandardCharsets.US_ASCII));
        }
        for (int length : new int[] {10, bytes.size()}) {
            try (var line = new Line(scheduler.url())) {
                line.send(head("POST", lane.path("/clear"), "Content-Encoding: gzip", "Content-Length: " + length));
                line.send(Arrays.copyOf(bytes.toByteArray(), length));
                assertThat(line.answer()).startsWith("HTTP/1.1 415").contains("unsupported_media_type");
                assertThat(line.isAtItsEnd()).isTrue();
            }
        }
        assertThat(answer(head("POST", lane.path("/clear"), "Transfer-Encoding: gzip, chunked") + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 415");
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsHere() throws IOException {
        assertThat(answer(head("POST", "/tasks", "Content-Length: 1048577")))
                .startsWith("HTTP/1.1 413")
                .contains("application/json", "{\"detail\":\"The body has more than the 1048576 bytes");
        assertThat(answer(head("POST", "/%74asks", "Content-Length: 1048577"))).startsWith("HTTP/1.1 413");
        assertThat(answer(head("POST", "/api/v1/jobs", "Content-Length: 67108865")))
                .startsWith("HTTP/1.1 413")
                .contains("body_too_large");
        try (var line = new Line(scheduler.url())) {
            line.send(head("POST", "/tasks", "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                line.send(chunk);
            }
            assertThat(line.answer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void theAnswerToALargeBodyCanBeReadAfterSendingAllOfIt() {
        assertThat(api.post("/tasks", " ".repeat(8 << 20)).status()).isEqualTo(413);
    }

    @Test
    void whatCameBeforeIsAnsweredFirst() throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(head("GET", lane.path("")) + head("POST", lane.path("/pop?wait=0.2"), "Content-Length: 0")
                    + head("POST", lane.path("/pop?wait=0.2"), "Content-Length: 0")
                    + head("POST", lane.path("/clear"), "Transfer-Encoding: chunked") + "zz\r\n"
                    + head("GET", lane.path("")));
            assertThat(line.answer()).contains("\"id\":\"gate\"");
            assertThat(line.answer()).startsWith("HTTP/1.1 200").contains("\"results\"");
            assertThat(line.answer()).startsWith("HTTP/1.1 200").contains("\"results\"");
            assertThat(line.answer()).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
            assertThat(line.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedInTheWordsOfItsPath() throws IOException {
        for (String query : new String[] {"?x=%", "?x={}", "?x=%zz", "/%ff", "/a%c3", "/\u00fc"}) {
            assertThat(answer(head("GET", "/health" + query)))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json");
            assertThat(answer(head("GET", "/tasks" + query)))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/json", "{\"detail\":\"The address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=\"[::", "host=\"[::1]:80\"", "host=a:b", "host=\"", "host=:", "host=evil;proto=;;="})
    void aForwardingThatCannotBeReadIsIgnored(String forwarded) throws IOException {
        assertThat(answer(head("GET", "/tasks?limit=1", "Forwarded: " + forwarded)))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void pagesOfOtherSitesAreTurnedAwayWithAReason() throws IOException {
        String foreign = "Origin: http://evil.example";
        assertThat(answer(head("POST", lane.path("/push"), foreign, "Content-Length: 15") + "{\"payload\": {}}"))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"forbidden\"");
        assertThat(answer(head("GET", "/tasks", foreign)))
                .startsWith("HTTP/1.1 403")
                .contains("{\"detail\":\"A page of another origin");
        assertThat(lane.get().at("size")).isEqualTo(1);
    }

    @Test
    void aHeadTakesNothingAndAFileCanOnlyBeRead() throws IOException {
        var kat = Lane.make(api, "heads", "\"kat\": {\"item\": \"any\"}");
        api.post("/schedulers/heads/push", "{\"organisation\": \"o\", \"priority\": 1, \"data\": {\"id\": \"1\"}}");

        assertThat(answer(head("HEAD", "/queues/heads/pop"))).startsWith("HTTP/1.1 405");
        assertThat(kat.get().at("size")).isEqualTo(1);
        for (String path : new String[] {"/docs", "/docs/index.html", "/redoc"}) {
            var refused = api.send("DELETE", path, null);
            assertThat(refused.status()).as(path).isEqualTo(405);
            assertThat(refused.header("Allow")).contains("GET, HEAD");
        }
    }

    /** The head of the first answer on a new connection, and its body. */
    private String answer(String sent) throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(sent);
            return line.answer();
        }
    }

    private static String head(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + TestScheduler.KEY + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }
}
