package io.ordo.scheduler.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;

/** A cluster, and how its clients talk to it. */
public final class KafkaCluster {
    /** How long a client looks for the cluster, before it says that it is away. */
    static final Duration SEARCH = Duration.ofSeconds(10);

    /** Longer than anybody here waits for a confirmation: who waits gives up first, and closes the producer. */
    private static final Duration DELIVERY = Duration.ofMinutes(2);

    private final Map<String, Object> common;

    private KafkaCluster(Map<String, Object> common) {
        this.common = Map.copyOf(common);
    }

    /**
     * A cluster at an address; nobody is asked yet whether it answers.
     *
     * @param bootstrap host and port of some of its brokers, with commas between
     * @param properties of Kafka's clients, a file; empty for none
     * @throws IllegalArgumentException when the file cannot be read, or holds what Kafka's clients do not take; the
     *     message names the setting
     */
    public static KafkaCluster at(String bootstrap, String properties) {
        var common = new HashMap<String, Object>();
        read(properties).forEach((name, value) -> common.put(name.toString(), value));
        common.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        common.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "ordo");
        var cluster = new KafkaCluster(common);
        try {
            new ProducerConfig(cluster.producer());
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(
                    "ORDO_KAFKA_PROPERTIES must hold properties of Kafka's clients; " + wrong.getMessage() + ".",
                    wrong);
        }
        return cluster;
    }

    private static Properties read(String file) {
        var properties = new Properties();
        if (!file.isEmpty()) {
            try (var text = Files.newBufferedReader(Path.of(file))) {
                properties.load(text);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new IllegalArgumentException(
                        "ORDO_KAFKA_PROPERTIES must be a file of properties that can be read; it was '" + file + "'.",
                        unreadable);
            }
        }
        return properties;
    }

    /**
     * What a producer is made with that loses nothing and keeps the order. These settings win over the file's.
     * Idempotent: what is sent to a partition stands there in this order, however often a request is repeated.
     */
    Map<String, Object> producer() {
        var settings = new HashMap<>(common);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEARCH.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY.toMillis()));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        return settings;
    }
}
