package io.ordo.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker of Kafka as a process of its own, on free ports of 127.0.0.1: one replica, and otherwise as it comes. */
public final class Kafka implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final Process process;
    private final String bootstrap;
    private final Admin admin;

    private Kafka(Process process, String bootstrap) {
        this.process = process;
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** The process: where its files are, and its ports. */
    public static void main(String[] place) {
        var properties = properties(place[0], place[1], place[2]);
        new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM).startup();
    }

    /**
     * Starts one; it answers a moment later, which every question to it waits for.
     *
     * @param directory for what it holds, removed by who made it
     */
    static Kafka start(Path directory) throws IOException {
        Path data = Files.createDirectory(directory.resolve("kafka"));
        Files.writeString(
                data.resolve("meta.properties"),
                "version=1\nnode.id=1\ncluster.id=" + Uuid.randomUuid() + "\ndirectory.id=" + Uuid.randomUuid() + "\n");
        int port = Ports.free();
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        Kafka.class.getName(),
                        data.toString(),
                        Integer.toString(port),
                        Integer.toString(Ports.free())))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("kafka.log").toFile())
                .start();
        return new Kafka(process, "127.0.0.1:" + port);
    }

    private static Properties properties(String directory, String port, String controllerPort) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", directory,
                "auto.create.topics.enable", "false"));
        return properties;
    }

    /** Its address. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Makes a topic with a few partitions. */
    public void make(String topic) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get();
    }

    /** How many records a topic holds. */
    public long size(String topic) throws ExecutionException, InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, PARTITIONS)
                .forEach(partition -> latest.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(partition -> partition.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
        Children.end(process);
    }
}
