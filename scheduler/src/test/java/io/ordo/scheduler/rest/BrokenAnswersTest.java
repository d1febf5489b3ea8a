package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Hosts.Names;
import io.ordo.scheduler.rest.RestCourier.Setup;
import io.ordo.scheduler.target.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that answer too late, too much, or half. */
class BrokenAnswersTest {
    private static final RestCourier COURIER = Letters.courier("loopback");

    @AfterAll
    static void close() {
        COURIER.close();
    }

    @Test
    void whoNeverAnswersHoldsAParcelNoLongerThanItsTimeout() {
        try (var sink = Sink.doing((_, _) -> {})) {
            assertThat(deliver(Letters.impatient(Letters.to(sink.url()))))
                    .isEqualTo(unknown("timeout", "No whole answer came within 300 ms."));
            assertThat(sink.requests()).hasSize(1);
        }
    }

    @Test
    void whoseTurnDoesNotComeInTimeSaysNothingOfThePlace() {
        var narrow = Letters.courier(
                "loopback",
                host -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                Setup.ofThisMachine("1.2.3", 1, Letters.SHORT));
        try (var sink = Sink.doing((_, _) -> {})) {
            var first = narrow.deliver(Letters.parcel(Letters.to(sink.url())));
            await().until(() -> sink.requests().size() == 1);
            var address = Letters.impatient(Letters.to(sink.url()));

            assertThat(narrow.deliver(Letters.parcel(address)).join())
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo("no_turn");
                        assertThat(refused.isRetryable()).isTrue();
                        assertThat(refused.isPlace()).isFalse();
                    });
            assertThat(first).isNotDone();
        } finally {
            narrow.close();
        }
    }

    /** It says something every moment, so that no pause is ever too long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"
            })
    void whoDripsHoldsAParcelNoLongerThanItsTimeout(String beginning) {
        try (var sink = Sink.doing((_, socket) -> drip(socket, beginning, "x"))) {
            assertThat(deliver(Letters.impatient(Letters.to(sink.url()))))
                    .isEqualTo(unknown("timeout", "No whole answer came within 300 ms."));
        }
    }

    @Test
    void whoSaysForeverThatItWillAnswerDoesNotHoldItLonger() {
        try (var sink = Sink.doing((_, socket) -> drip(socket, "", "HTTP/1.1 102 Processing\r\n\r\n"))) {
            assertThat(deliver(Letters.impatient(Letters.to(sink.url()))))
                    .isEqualTo(unknown("timeout", "No whole answer came within 300 ms."));
        }
    }

    private static void drip(Socket socket, String beginning, String drop) throws IOException {
        Sink.write(socket, beginning);
        var pause = new CountDownLatch(1);
        try {
            while (!pause.await(20, TimeUnit.MILLISECONDS)) {
                Sink.write(socket, drop);
            }
        } catch (InterruptedException impossible) {
            throw new IOException(impossible);
        }
    }

    @Test
    void ofAGiantAnswerTheBeginningIsKeptAndTheRestIsNotRead() {
        var isHungUp = new AtomicBoolean();
        try (var sink = Sink.doing((_, socket) -> {
            Sink.write(socket, Sink.head(200) + "Content-Length: 1000000000000\r\n\r\nx");
            String kilobyte = "ü".repeat(512);
            try {
                while (true) {
                    Sink.write(socket, kilobyte);
                }
            } catch (IOException hungUp) {
                isHungUp.set(true);
                throw hungUp;
            }
        })) {
            for (int time = 1; time <= 2; time++) {
                assertThat(deliver(Letters.to(sink.url())))
                        .isInstanceOfSatisfying(
                                Arrived.class,
                                arrived -> assertThat(arrived.receipt())
                                        .contains("\"truncated\":true")
                                        .endsWith("ü\"}")
                                        .hasSizeBetween(2_048, 2_148));
                assertThat(sink.connections()).isEqualTo(time);
            }
            await().untilTrue(isHungUp);
        }
    }

    @Test
    void anAnswerThatIsALittleTooLongCostsNoConnection() {
        try (var sink = Sink.saying(Sink.head(200) + "Content-Length: 10000\r\n\r\n" + "x".repeat(10_000))) {
            for (int time = 0; time < 3; time++) {
                assertThat(deliver(Letters.to(sink.url()))).isInstanceOf(Arrived.class);
            }
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf"
            })
    void whoDiesAmidItsAnswerMayHaveTakenTheParcel(String half) {
        try (var sink = Sink.doing((_, socket) -> {
            Sink.write(socket, half);
            socket.close();
        })) {
            assertThat(deliver(Letters.to(sink.url())))
                    .isEqualTo(unknown("broken_off", "The connection broke off before the whole answer had come."));
            assertThat(sink.requests()).hasSize(1);
        }
    }

    @Test
    void whoIsKilledMayHaveTakenTheParcel() {
        try (var sink = Sink.doing((_, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(deliver(Letters.to(sink.url())))
                    .isEqualTo(unknown("broken_off", "The connection broke off before the whole answer had come."));
            assertThat(sink.requests()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsNoneIsNotTaken() {
        for (String nonsense : List.of(
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000) + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + "X: x\r\n".repeat(200) + "\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")) {
            try (var sink = Sink.doing((_, socket) -> {
                Sink.write(socket, nonsense);
                socket.shutdownOutput();
            })) {
                assertThat(deliver(Letters.to(sink.url())))
                        .isEqualTo(
                                unknown("bad_answer", "What came back is no answer of HTTP, or has too many headers."));
            }
        }
    }

    @Test
    void aNameThatIsLookedUpForeverHoldsAParcelNoLongerThanItsTimeout() throws Exception {
        var asked = new CountDownLatch(1);
        var known = new CompletableFuture<Void>();
        // No interrupt ends it, as none ends a look-up in a library of C.
        Names slow = _ -> {
            asked.countDown();
            known.join();
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        };
        var courier = Letters.courier("loopback", slow);
        try (var sink = Sink.answering(200)) {
            var address = Letters.impatient(Letters.to("http://sink.example:" + sink.port()));
            var delivery = courier.deliver(Letters.parcel(address));
            asked.await();
            assertThat(delivery.join())
                    .isEqualTo(new Unreached("connect_timeout", "There was no connection within 300 ms."));
            known.complete(null);
            courier.close();
            assertThat(sink.requests()).isEmpty();
        }
    }

    @Test
    void whatIsUnderWayMayArriveWhenTheCourierCloses() throws Exception {
        var isOnItsWay = new CountDownLatch(1);
        var mayAnswer = new CompletableFuture<Void>();
        try (var sink = Sink.doing((_, socket) -> {
            isOnItsWay.countDown();
            mayAnswer.join();
            Sink.write(socket, Sink.head(200) + "Content-Length: 0\r\n\r\n");
        })) {
            var courier = Letters.courier("loopback");
            var delivery = courier.deliver(Letters.parcel(Letters.to(sink.url())));
            isOnItsWay.await();
            var closing = Thread.ofVirtual().start(courier::close);
            await().until(() ->
                    courier.deliver(Letters.parcel(Letters.to(sink.url()))).isDone());
            mayAnswer.complete(null);
            assertThat(delivery.join()).isInstanceOf(Arrived.class);
            closing.join();
        }
    }

    @Test
    void aClosedCourierBringsNothing() {
        try (var sink = Sink.answering(200)) {
            var courier = Letters.courier("loopback");
            courier.close();
            assertThat(courier.deliver(Letters.parcel(Letters.to(sink.url()))).join())
                    .isEqualTo(new Unreached("stopped", "The scheduler stopped before it was sent."));
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void whatTakesLongerThanTheGraceIsNotWaitedFor() throws Exception {
        var isOnItsWay = new CountDownLatch(1);
        try (var sink = Sink.doing((_, _) -> isOnItsWay.countDown())) {
            var courier = Letters.courier("loopback", _ -> List.of(), Letters.setup(Duration.ZERO));
            var delivery = courier.deliver(Letters.parcel(Letters.to(sink.url())));
            isOnItsWay.await();
            courier.close();
            assertThat(delivery.join())
                    .isEqualTo(new Refused(
                            "broken_off", "The scheduler stopped before the answer came.", true, false, null, null));
        }
    }

    private static Refused unknown(String reason, String error) {
        return new Refused(reason, error, true, true, null, null);
    }

    private static Delivery deliver(Address.Rest address) {
        return COURIER.deliver(Letters.parcel(address)).join();
    }
}
