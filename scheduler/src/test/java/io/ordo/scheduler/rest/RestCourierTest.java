package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Accepted;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what an answer means. */
class RestCourierTest {
    private static final RestCourier COURIER = Letters.courier("loopback");

    @AfterAll
    static void close() {
        COURIER.close();
    }

    @Test
    void aParcelIsSentWithAllThatNamesIt() throws Exception {
        try (var sink = Sink.answering(200)) {
            var address = with(Letters.to(sink.url() + "/a%20b?c=%C3%BC#part"), "POST", Map.of("X-Own", "mine"));
            assertThat(deliver(address)).isInstanceOf(Arrived.class);
            var request = sink.requests().remove();
            assertThat(request.line()).isEqualTo("POST /a%20b?c=%C3%BC HTTP/1.1");
            assertThat(request.body()).isEqualTo(Letters.BODY);
            assertThat(request.value("Host")).isEqualTo("127.0.0.1:" + sink.port());
            assertThat(request.value("Content-Type")).isEqualTo("application/json");
            assertThat(request.value("Content-Length")).isEqualTo("13");
            assertThat(request.value("User-Agent")).isEqualTo("ordo/1.2.3");
            assertThat(request.value("X-Own")).isEqualTo("mine");
            assertThat(request.value("Idempotency-Key")).isEqualTo(Letters.TASK.toString());
            assertThat(request.value("Ordo-Attempt")).isEqualTo("3");
            assertThat(request.value("Ordo-Fence")).isEqualTo("7");
            assertThat(request.value("traceparent"))
                    .isEqualTo("00-0190000000007000800000000000002a-0000000000000007-01");
            assertThat(request.value("webhook-id")).isEqualTo(Letters.TASK.toString());
            assertThat(request.value("webhook-timestamp")).isEqualTo("1893456000");
            assertThat(request.value("webhook-signature"))
                    .isEqualTo("v1," + hmac(Letters.TASK + ".1893456000." + request.body()));
        }
    }

    /** As connections bring keys of their own. */
    @Test
    void keysThatComeWithTheAddressSignInPlaceOfTheInstallations() throws Exception {
        try (var sink = Sink.answering(200)) {
            var address = Letters.to(sink.url());
            var keys = List.of(SigningKey.of(new byte[] {4}), SigningKey.of(new byte[] {5}));
            deliver(new Address.Rest(
                    address.url(),
                    address.method(),
                    address.headers(),
                    address.timeout(),
                    address.success(),
                    address.isAsync(),
                    keys));
            var request = sink.requests().remove();
            String signed = Letters.TASK + ".1893456000." + request.body();
            assertThat(request.value("webhook-signature"))
                    .isEqualTo("v1," + hmac(new byte[] {4}, signed) + " v1," + hmac(new byte[] {5}, signed));
        }
    }

    private static String hmac(String text) throws Exception {
        return hmac(new byte[] {1, 2, 3}, text);
    }

    /** Reckoned here once more, from what came. */
    private static String hmac(byte[] key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatATargetSaysOfItselfIsSentInstead() {
        try (var sink = Sink.answering(200)) {
            var headers = Map.of("content-type", "application/cloudevents+json", "USER-AGENT", "theirs");
            deliver(with(Letters.to(sink.url()), "PUT", headers));
            var request = sink.requests().remove();
            assertThat(request.line()).isEqualTo("PUT / HTTP/1.1");
            assertThat(request.value("Content-Type")).isEqualTo("application/cloudevents+json");
            assertThat(request.value("User-Agent")).isEqualTo("theirs");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "HEAD"})
    void aRequestWithoutABodyHasNone(String method) throws Exception {
        try (var sink = Sink.answering(200)) {
            assertThat(deliver(with(Letters.to(sink.url()), method, Map.of()))).isInstanceOf(Arrived.class);
            var request = sink.requests().remove();
            assertThat(request.line()).startsWith(method + " / ");
            assertThat(request.values("Content-Length")).isEmpty();
            assertThat(request.values("Content-Type")).isEmpty();
            assertThat(request.value("webhook-signature")).isEqualTo("v1," + hmac(Letters.TASK + ".1893456000."));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-A, 'a\r\nX-Evil: 1'", "X-A, '\u560a\u560dX-Evil: 1'", "'X-A: 1\r\nX-Evil', 1", "Host, example.org"})
    void noHeaderBecomesAnother(String name, String value) {
        try (var sink = Sink.answering(200)) {
            assertThat(deliver(with(Letters.to(sink.url()), "POST", Map.of(name, value))))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo("bad_request");
                        assertThat(refused.isRetryable()).isFalse();
                        assertThat(refused.error()).doesNotContain("Evil");
                    });
            assertThat(sink.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "post", "GET /evil HTTP/1.1\r\nX:", "CONNECT"})
    void noMethodBecomesAnotherRequest(String method) {
        try (var sink = Sink.answering(200)) {
            assertThat(deliver(with(Letters.to(sink.url()), method, Map.of())))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("bad_request"));
            assertThat(sink.connections()).isZero();
        }
    }

    @Test
    void aSuccessKeepsWhatWasSaid() throws Exception {
        try (var sink = Sink.saying(Sink.head(200) + "Content-Length: 14\r\n\r\nall \"is\"\n\twell")) {
            var receipt = receipt(deliver(Letters.to(sink.url())));
            assertThat(receipt.get("code").intValue()).isEqualTo(200);
            assertThat(receipt.get("body").textValue()).isEqualTo("all \"is\"\n\twell");
            assertThat(receipt.get("millis").isIntegralNumber()).isTrue();
            assertThat(receipt.has("truncated")).isFalse();
        }
    }

    @Test
    void aReceiptIsJsonWhateverBytesCame() throws Exception {
        try (var sink = Sink.doing((_, socket) -> {
            Sink.write(socket, Sink.head(200) + "Content-Length: 256\r\n\r\n");
            byte[] all = new byte[256];
            for (int place = 0; place < all.length; place++) {
                all[place] = (byte) place;
            }
            socket.getOutputStream().write(all);
        })) {
            var delivery = deliver(Letters.to(sink.url()));
            assertThat(receipt(delivery).get("body").textValue()).hasSize(256).startsWith("\ufffd\u0001");
            assertThat(((Arrived) delivery).receipt()).doesNotContain("\\u0000");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "201, false, false",
        "204, false, false",
        "301, false, false",
        "302, false, false",
        "307, false, false",
        "400, false, false",
        "401, false, false",
        "404, false, false",
        "409, false, false",
        "408, true, false",
        "425, true, false",
        "429, true, true",
        "500, true, false",
        "501, true, false",
        "502, true, true",
        "503, true, true",
        "504, true, true",
        "599, true, false",
    })
    void anAnswerSaysWhetherAnotherAttemptHelps(int code, boolean isRetryable, boolean isPlace) {
        try (var sink = Sink.answering(code)) {
            assertThat(deliver(Letters.to(sink.url()))).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo("http_" + code);
                assertThat(refused.error()).startsWith("The receiver answered " + code);
                assertThat(refused.isRetryable()).isEqualTo(isRetryable);
                assertThat(refused.isPlace()).isEqualTo(isPlace);
                assertThat(refused.notBefore()).isNull();
                assertThat(refused.receipt()).contains("\"code\":" + code);
            });
            assertThat(sink.requests()).hasSize(1);
        }
    }

    @Test
    void whatCountsAsSuccessIsTheTargetsToSay() {
        try (var sink = Sink.answering(404)) {
            var address = Letters.to(sink.url());
            assertThat(deliver(new Address.Rest(
                            address.url(), "DELETE", Map.of(), Letters.PATIENCE, Set.of(204, 404), false, List.of())))
                    .isInstanceOf(Arrived.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, Accepted", "false, Arrived"})
    void aReceiverThatWillSettleTheTaskItselfSays202(boolean isAsync, String kind) {
        try (var sink = Sink.saying(Sink.head(202) + "Content-Length: 5\r\n\r\nlater")) {
            var address = new Address.Rest(
                    URI.create(sink.url()), "POST", Map.of(), Letters.PATIENCE, Set.of(200, 202), isAsync, List.of());
            var delivery = deliver(address);
            assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(delivery.toString()).contains("later");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 120                           | PT2M",
                "429 | 0                             | PT0S",
                "408 | 30                            | PT30S",
                "503 | 86401                         | PT24H",
                "503 | 999999999                     | PT24H",
                "503 | Tue, 01 Jan 2030 00:01:30 GMT | PT1M30S",
                "503 | Wed, 01 Jan 2031 00:00:00 GMT | PT24H",
                "503 | Mon, 31 Dec 2029 23:59:59 GMT | PT0S",
                "503 | soon                          |",
                "503 | -5                            |",
                "503 | 99999999999999999999          |",
                "404 | 120                           |",
            })
    void aReceiverSaysWhenToComeAgain(int code, String retryAfter, @Nullable Duration wait) {
        try (var sink = Sink.saying(Sink.head(code) + "Retry-After: " + retryAfter + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(deliver(Letters.to(sink.url())))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.notBefore()).isEqualTo(wait));
        }
    }

    @Test
    void noRedirectIsFollowed() {
        try (var elsewhere = Sink.answering(200);
                var sink = Sink.saying(
                        Sink.head(307) + "Location: " + elsewhere.url() + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(deliver(Letters.to(sink.url())))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.error())
                                    .isEqualTo("The receiver answered 307: it sent the request elsewhere,"
                                            + " and no redirect is followed."));
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void noCookieIsKeptAndNothingIsUnpacked() {
        try (var sink = Sink.saying(
                Sink.head(200) + "Set-Cookie: a=b\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nflat")) {
            assertThat(deliver(Letters.to(sink.url())).toString()).contains("flat");
            assertThat(deliver(Letters.to(sink.url()))).isInstanceOf(Arrived.class);
            assertThat(sink.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.values("Cookie")).isEmpty();
                assertThat(request.values("Accept-Encoding")).isEmpty();
            });
        }
    }

    private static Delivery deliver(Address.Rest address) {
        return COURIER.deliver(Letters.parcel(address)).join();
    }

    private static Address.Rest with(Address.Rest address, String method, Map<String, String> headers) {
        return new Address.Rest(
                address.url(),
                method,
                headers,
                address.timeout(),
                address.success(),
                address.isAsync(),
                address.keys());
    }

    private static JsonNode receipt(Delivery delivery) throws IOException {
        return new ObjectMapper().readTree(((Arrived) delivery).receipt());
    }

    /** Nothing else is asynchronous. */
    @Test
    void acceptedIsSaidOf202Alone() {
        try (var sink = Sink.answering(200)) {
            var address = new Address.Rest(
                    URI.create(sink.url()), "POST", Map.of(), Letters.PATIENCE, Set.of(200), true, List.of());
            assertThat(deliver(address)).isInstanceOf(Arrived.class).isNotInstanceOf(Accepted.class);
        }
    }
}
