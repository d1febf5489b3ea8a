package io.ordo.scheduler.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.SslOptions;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.target.Address.Redis.Way;
import io.ordo.scheduler.testing.courier.Parcels;
import io.ordo.scheduler.testing.courier.Reach;
import io.ordo.scheduler.testing.redis.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate names {@code localhost}, and not its address; made by Java's own tool. */
@Timeout(60)
class RedisTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static KeyStore keys;
    private static RedisServer server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        keys = keys();
        port = RedisServer.freePort();
        server = RedisServer.start(
                "--tls-port",
                Integer.toString(port),
                "--tls-auth-clients",
                "no",
                "--tls-cert-file",
                pem("CERTIFICATE", keys.getCertificate("mykey").getEncoded()),
                "--tls-key-file",
                pem("PRIVATE KEY", keys.getKey("mykey", PASSWORD.toCharArray()).getEncoded()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static KeyStore keys() throws Exception {
        var file = directory.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                        directory.resolve(kind + ".pem"),
                        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n")
                .toString();
    }

    @Test
    void aServerThatProvesItsNameGetsParcels() throws GeneralSecurityException {
        assertThat(deliver("localhost", trusting())).isInstanceOf(Arrived.class);
    }

    @Test
    void whoProvesToBeSomebodyElseIsNotReached() throws GeneralSecurityException {
        assertThat(deliver("127.0.0.1", trusting())).isInstanceOf(Unreached.class);
    }

    @Test
    void whoIsTrustedByNobodyIsNotReached() {
        assertThat(deliver("localhost", SslOptions.builder())).isInstanceOf(Unreached.class);
    }

    private static SslOptions.Builder trusting() throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        return SslOptions.builder().trustManager(trusted);
    }

    private static Delivery deliver(String host, SslOptions.Builder tls) {
        var address = new Address.Redis(URI.create("rediss://" + host + ":" + port), Way.LIST, "safe", null, false);
        try (var courier = new RedisCourier(new RedisConnector(Reach.HERE, tls), 10, Duration.ofMinutes(1))) {
            return Parcels.deliver(courier, 1, address);
        }
    }
}
