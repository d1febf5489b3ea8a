package io.ordo.scheduler.http.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Line;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Plain requests and others share connections: each is answered, in its turn, whichever way it takes. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FastLaneIT {
    private static final String PUSH = "/api/v1/queues/default/push";
    private static final String POP = "/api/v1/queues/default/pop";
    private static final String TASK = "{\"payload\": {\"n\": 1}}";

    private final TestScheduler scheduler = TestScheduler.on(Servers.newDatabase());
    private final Client api = scheduler.client();

    @BeforeAll
    void takeNotes() {
        // The first request finds the queue, so that those that follow know it.
        api.post(POP);
    }

    @BeforeEach
    void emptyTheQueue() {
        api.post(POP + "?limit=1000");
    }

    @AfterAll
    void close() {
        scheduler.close();
    }

    @Test
    void requestsSentWithoutWaitingAreAnsweredInTheirOrder() throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(request("POST", PUSH, TASK)
                    + request("GET", "/api/v1/queues/default", "")
                    + request("POST", POP, "")
                    + request("POST", PUSH, "{\"payload\": 7}")
                    + request("POST", POP, ""));
            assertThat(line.answer()).startsWith("HTTP/1.1 201").contains("\"status\":\"queued\"");
            assertThat(line.answer()).startsWith("HTTP/1.1 200").contains("\"id\":\"default\"");
            assertThat(line.answer()).startsWith("HTTP/1.1 200").contains("\"fence\":");
            assertThat(line.answer()).startsWith("HTTP/1.1 422").contains("invalid_fields");
            assertThat(line.answer()).startsWith("HTTP/1.1 200").contains("\"results\":[]");
        }
    }

    @Test
    void whatChangesSomethingHappensInTheOrderItWasSentOnTheOrdinaryWayToo() throws IOException {
        var queue = Lane.make(api, "ordinary", "");
        try (var line = new Line(scheduler.url())) {
            for (int i = 0; i < 20; i++) {
                line.send(ordinary(queue.path("/push"), TASK) + ordinary(queue.path("/pop"), ""));
                assertThat(line.answer()).startsWith("HTTP/1.1 201");
                assertThat(line.answer()).startsWith("HTTP/1.1 200").contains("\"fence\":");
            }
        }
    }

    private static String ordinary(String path, String body) {
        return request("POST", path, body).replace("\r\n\r\n", "\r\nOrigin: http://localhost\r\n\r\n");
    }

    @Test
    void aBodyMayArriveInPieces() throws IOException {
        try (var line = new Line(scheduler.url())) {
            String whole = request("POST", PUSH, TASK);
            for (int i = 0; i < whole.length(); i++) {
                line.send(whole.substring(i, i + 1));
            }
            assertThat(line.answer()).startsWith("HTTP/1.1 201");
            line.send(request("POST", POP, ""));
            assertThat(line.answer()).contains("\"payload\":{\"n\": 1}");
        }
    }

    @Test
    void whatIsRefusedIsRefusedAsEver() throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(request("POST", PUSH, "{nope"));
            assertThat(line.answer()).startsWith("HTTP/1.1 400").contains("application/problem+json", "not_json");
            line.send(request("POST", POP + "?limit=0", ""));
            assertThat(line.answer()).startsWith("HTTP/1.1 422").contains("limit");
            line.send(request("POST", "/api/v1/queues/nowhere/pop", ""));
            assertThat(line.answer()).startsWith("HTTP/1.1 404").contains("queue_unknown");
            line.send(request("POST", PUSH, TASK).replace(TestScheduler.KEY, "another-key-altogether"));
            assertThat(line.answer()).startsWith("HTTP/1.1 401").contains("key_missing");
            line.send(request("GET", POP, ""));
            assertThat(line.answer()).startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void whoClosesAfterTheAnswerIsAnswered() throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(request("POST", PUSH, TASK).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(line.answer()).startsWith("HTTP/1.1 201").containsIgnoringCase("connection: close");
            assertThat(line.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void aPopThatWaitsIsAnsweredWhenATaskArrives() throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(request("POST", POP + "?wait=30s", ""));
            String task = api.post(PUSH, TASK).text("id");
            assertThat(line.answer()).contains(task);
        }
    }

    @Test
    void whatFollowsAWaitingPopWaitsForIt() throws IOException {
        try (var line = new Line(scheduler.url())) {
            line.send(request("POST", POP + "?wait=0.2", "") + request("GET", "/health", ""));
            assertThat(line.answer()).contains("\"results\":[]");
            assertThat(line.answer()).contains("\"status\"");
        }
    }

    @Test
    void muchBehindAWaitingPopIsLeftUnread() throws IOException {
        Lane.make(api, "flooded", "");
        var bytes = ByteBuffer.allocateDirect(64 << 20);
        byte[] one = request("GET", "/health", "").getBytes(StandardCharsets.US_ASCII);
        while (bytes.remaining() > one.length) {
            bytes.put(one);
        }
        bytes.flip();
        var address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(scheduler.url()).getPort());
        try (var selector = Selector.open();
                var channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(
                    request("POST", "/api/v1/queues/flooded/pop?wait=30s", "").getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false).register(selector, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining() && selector.select(1_000) > 0) {
                selector.selectedKeys().clear();
                channel.write(bytes);
            }
        }
        assertThat(bytes.remaining()).isGreaterThan(32 << 20);
    }

    @Test
    void aThousandTasksFitIntoOnePush() throws IOException {
        try (var line = new Line(scheduler.url())) {
            var tasks = String.join(",", Collections.nCopies(1_000, TASK));
            line.send(request("POST", PUSH, "[" + tasks + "]"));
            assertThat(line.answer()).startsWith("HTTP/1.1 201");
            line.send(request("POST", POP + "?limit=1000", ""));
            assertThat(line.answer().split("\"fence\":", -1)).hasSize(1_001);
        }
    }

    private static String request(String method, String path, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + TestScheduler.KEY
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
