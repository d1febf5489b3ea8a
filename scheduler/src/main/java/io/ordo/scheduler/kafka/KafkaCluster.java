package io.ordo.scheduler.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A cluster, and how its clients talk to it. */
public final class KafkaCluster {
    /** How long a client looks for the cluster, before it says that it is away. */
    static final Duration SEARCH = Duration.ofSeconds(10);

    /** Longer than anybody here waits for a confirmation: who waits gives up first, and closes the producer. */
    private static final Duration DELIVERY = Duration.ofMinutes(2);

    /** For one answer of a broker; then it is asked again, on a new connection. */
    private static final Duration REQUEST = Duration.ofSeconds(5);

    private static final int LINGER_MILLIS = 3;

    /** Of one partition; large, as a broker gets one at a time. */
    private static final int BATCH_BYTES = 128 << 10;

    /** A topic nothing was sent to for so long is forgotten: brokers are asked on and on about one that is missing. */
    private static final Duration TOPIC_IDLE = Duration.ofMinutes(1);

    private static final Pattern BOOTSTRAP = Pattern.compile("[^\\s,]+:\\d{1,5}(\\s*,\\s*[^\\s,]+:\\d{1,5})*");

    /** An address that needs no look-up. */
    private static final String NOWHERE = "127.0.0.1:9";

    /** Messages read at once: as many as a request may bring tasks. */
    private static final int MOST_READ = 1_000;

    /** Dead letters may be larger than what a producer takes that nobody asked. */
    private static final int LARGEST_LETTER = 32 << 20;

    /** How late at worst a topic is noticed that is made while somebody reads it. */
    private static final Duration NOTICING = Duration.ofSeconds(10);

    /** What a partition holds, in which order, and that each message is read, hang on these. */
    private static final Set<String> OURS = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    /** How long a parcel may wait for its confirmation; with the search, well within the lease of its task. */
    static final Duration CONFIRMATION = Duration.ofSeconds(12);

    /** How long a parcel waits to be found its partition, or for room. */
    static final Duration PARCEL_SEARCH = Duration.ofSeconds(8);

    private final Map<String, Object> common;

    private KafkaCluster(Map<String, Object> common) {
        this.common = Map.copyOf(common);
    }

    /**
     * A cluster that somebody named where a parcel goes: it is talked to in clear, without a login.
     *
     * @param bootstrap an address, see {@link #isAddress}
     */
    static KafkaCluster named(String bootstrap) {
        return new KafkaCluster(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "ordo",
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                List.of(),
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
    }

    /**
     * A cluster at an address; nobody is asked yet whether it answers.
     *
     * @param bootstrap host and port of some of its brokers, with commas between
     * @param properties of Kafka's clients, a file; empty for none
     * @throws IllegalArgumentException when the address is none, the file cannot be read, says what is not its to say,
     *     or holds what no client can be made with; the message names the setting
     */
    public static KafkaCluster at(String bootstrap, String properties) {
        if (!BOOTSTRAP.matcher(bootstrap).matches()) {
            throw new IllegalArgumentException(
                    "ORDO_KAFKA_BOOTSTRAP must be host:port of brokers, with commas between; it was '" + bootstrap
                            + "'.");
        }
        var common = new HashMap<String, Object>();
        read(properties).forEach((name, value) -> common.put(name.toString(), value));
        var notItsOwn = new TreeSet<>(common.keySet());
        notItsOwn.retainAll(OURS);
        if (!notItsOwn.isEmpty()) {
            throw new IllegalArgumentException("ORDO_KAFKA_PROPERTIES must not set " + notItsOwn
                    + ": where messages go, that none is lost and that they keep their order is not the file's to"
                    + " say.");
        }
        common.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        common.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "ordo");
        var cluster = new KafkaCluster(common);
        cluster.tryProducer();
        return cluster;
    }

    /** Whether something is host and port of some brokers, with commas between, as Kafka reads it. */
    static boolean isAddress(String bootstrap) {
        return BOOTSTRAP.matcher(bootstrap).matches() && !hosts(bootstrap).contains(null);
    }

    /** The hosts in an address. */
    static List<String> hosts(String bootstrap) {
        return Stream.of(bootstrap.split(","))
                .map(broker -> Utils.getHost(broker.strip()))
                .toList();
    }

    /** Only making one opens its key stores and logs in. A host whose name is not known now may be known later. */
    private void tryProducer() {
        var settings = producer();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOWHERE);
        try {
            new KafkaProducer<String, String>(settings).close(Duration.ZERO);
            var _ = new ConsumerConfig(new HashMap<>(consumer("")));
        } catch (KafkaException wrong) {
            throw new IllegalArgumentException(
                    "ORDO_KAFKA_PROPERTIES must hold properties that a client of Kafka can be made with; "
                            + Reason.of(wrong) + ".",
                    wrong);
        }
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
     * What a producer is made with that loses nothing and keeps the order.
     * Idempotent: what is sent to a partition stands there in this order, however often a request is repeated.
     * A broker gets one request at a time. Of several, the first may be refused by a partition that has no leader yet,
     * and the second be taken as the beginning: the first is out of order then, whenever it comes again.
     */
    Map<String, Object> producer() {
        var settings = new HashMap<>(common);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEARCH.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY.toMillis()));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        return settings;
    }

    /** The same for messages of any content. */
    Map<String, Object> letterProducer() {
        var settings = producer();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_LETTER);
        return settings;
    }

    /**
     * What a consumer is made with that shares a topic with others and says itself what is done.
     *
     * @param topic for which a group is named, unless the file names one
     */
    Map<String, Object> consumer(String topic) {
        var settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, common.get(ConsumerConfig.CLIENT_ID_CONFIG) + "-" + topic);
        settings.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "ordo-" + topic);
        settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_READ);
        settings.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, NOTICING.toMillis());
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(SEARCH.toMillis()));
        settings.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST.toMillis()));
        return settings;
    }

    /**
     * As {@link #producer} for parcels, each of which has a lease: it is given up in time, and nothing of it is sent
     * afterwards. What comes within a moment travels together.
     */
    Map<String, Object> parcelProducer() {
        var settings = producer();
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PARCEL_SEARCH.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(CONFIRMATION.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST.toMillis()));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TOPIC_IDLE.toMillis());
        return settings;
    }
}
