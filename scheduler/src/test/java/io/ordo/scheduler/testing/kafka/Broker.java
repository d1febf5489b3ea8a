package io.ordo.scheduler.testing.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real broker of Kafka in this JVM, on loopback, that can be stopped and started. There is one, which ends with the
 * JVM; each test makes topics of its own.
 */
public final class Broker {
    private static final long MIB = 1 << 20;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private @Nullable KafkaRaftServer server;

    Broker(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /** The one of this JVM, started. */
    public static Broker running() {
        One.BROKER.start();
        return One.BROKER;
    }

    /** Its address. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** A new topic with three partitions. */
    public String topic(String name) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, 3, (short) 1))).all().get();
            return name;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What a topic holds. */
    public TopicReader read(String topic) {
        return new TopicReader(bootstrap(), topic);
    }

    /** Writes to a topic. */
    public TopicWriter write(String topic) {
        return new TopicWriter(bootstrap(), topic);
    }

    /** How far schedulers have come that read a topic. */
    public Readers readers(String topic) {
        return new Readers(bootstrap(), topic);
    }

    /** Starts it where it was; does nothing when it runs. */
    public synchronized void start() {
        if (server == null) {
            server = new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
            server.startup();
        }
    }

    /** Stops it; what it holds stays. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", directory.toString(),
                "auto.create.topics.enable", "false"));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", Long.toString(4 * MIB),
                "num.network.threads", "1",
                "num.io.threads", "2",
                "background.threads", "1"));
        return properties;
    }

    /** One that nobody has started, with ports of its own. */
    static Broker make() {
        try (var one = free();
                var other = free()) {
            var directory = Files.createTempDirectory("ordo-kafka");
            Files.writeString(
                    directory.resolve("meta.properties"),
                    "version=1\nnode.id=1\ncluster.id=" + Uuid.randomUuid() + "\ndirectory.id=" + Uuid.randomUuid()
                            + "\n");
            return new Broker(directory, one.getLocalPort(), other.getLocalPort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static final class One {
        static final Broker BROKER = make();

        private static Broker make() {
            var broker = Broker.make();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::vanish, "kafka-vanishes"));
            return broker;
        }
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    int controllerPort() {
        return controllerPort;
    }

    void vanish() {
        stop();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
