package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Hosts.Names;
import io.ordo.scheduler.rest.RestCourier.Setup;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver whose certificate names {@code sink.example}, made by Java's own tool. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final List<String> ASKED_FOR = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path directory;

    private static SSLContext tls;
    private static Sink sink;

    @BeforeAll
    static void start() throws Exception {
        tls = context(keys());
        sink = Sink.behind(tls.getServerSocketFactory().createServerSocket(0), (_, socket) -> {
            var session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
            session.getRequestedServerNames().stream()
                    .map(SNIServerName::toString)
                    .forEach(ASKED_FOR::add);
            Sink.write(socket, Sink.head(200) + "Content-Length: 0\r\n\r\n");
        });
    }

    private static KeyStore keys() throws Exception {
        var file = directory.resolve("keys.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=sink",
                        "-ext",
                        "san=dns:sink.example",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stop() {
        sink.close();
    }

    @Test
    void theServerIsAskedForByNameAndMustProveIt() {
        try (var courier = courier(tls.getSocketFactory())) {
            for (int time = 0; time < 3; time++) {
                assertThat(deliver(courier, "https://SINK.example:" + sink.port()))
                        .isInstanceOf(Arrived.class);
            }
            assertThat(ASKED_FOR)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name).contains("sink.example"));
        }
    }

    @Test
    void whoProvesToBeSomebodyElseGetsNothing() throws IOException {
        try (var courier = courier(tls.getSocketFactory())) {
            assertThat(deliver(courier, "https://other.example:" + sink.port()))
                    .isInstanceOfSatisfying(Unreached.class, unreached -> {
                        assertThat(unreached.reason()).isEqualTo("tls");
                        assertThat(unreached.error()).contains("https://other.example:" + sink.port());
                    });
        }
    }

    @Test
    void whoIsTrustedByNobodyGetsNothing() {
        try (var courier = courier((SSLSocketFactory) SSLSocketFactory.getDefault())) {
            assertThat(deliver(courier, "https://sink.example:" + sink.port()))
                    .isInstanceOfSatisfying(
                            Unreached.class,
                            unreached -> assertThat(unreached.reason()).isEqualTo("tls"));
        }
    }

    @Test
    void whoNeverBeginsToSpeakIsNotReached() {
        try (var silent = Sink.doing((_, _) -> {});
                var courier = courier(tls.getSocketFactory())) {
            var address = Letters.impatient(Letters.to("https://sink.example:" + silent.port()));
            assertThat(courier.deliver(Letters.parcel(address)).join())
                    .isEqualTo(new Unreached("connect_timeout", "There was no connection within 300 ms."));
        }
    }

    private static RestCourier courier(SSLSocketFactory trusting) {
        Names here = _ -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        return Letters.courier("loopback", here, new Setup("1.2.3", 50, Letters.PATIENCE, trusting));
    }

    private static Delivery deliver(RestCourier courier, String url) {
        return courier.deliver(Letters.parcel(Letters.to(url))).join();
    }
}
