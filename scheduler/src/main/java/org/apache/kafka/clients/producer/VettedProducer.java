package org.apache.kafka.clients.producer;

import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * A producer that connects to no broker but those somebody vetted, whichever brokers a cluster names. It stands in
 * Kafka's package because Kafka offers no other way to say where hosts are; see decision 0030.
 */
public final class VettedProducer {
    private VettedProducer() {}

    /**
     * Makes one.
     *
     * @param resolver is asked before each connection, for names and for numbers
     */
    public static Producer<String, String> of(Map<String, Object> settings, HostResolver resolver) {
        var serializer = new StringSerializer();
        var config = new ProducerConfig(ProducerConfig.appendSerializerToConfig(settings, serializer, serializer));
        var metadata = new ProducerMetadata(
                config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
                config.getLong(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
                new LogContext(),
                new ClusterResourceListeners(),
                Time.SYSTEM);
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
        var versions = new ApiVersions();
        return new KafkaProducer<>(
                config,
                serializer,
                serializer,
                metadata,
                client(config, metadata, versions, resolver),
                null,
                versions,
                Time.SYSTEM);
    }

    private static KafkaClient client(
            ProducerConfig config, ProducerMetadata metadata, ApiVersions versions, HostResolver resolver) {
        return ClientUtils.createNetworkClient(
                config,
                config.getString(ProducerConfig.CLIENT_ID_CONFIG),
                new Metrics(),
                "producer",
                new LogContext(),
                versions,
                Time.SYSTEM,
                config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                metadata,
                null,
                resolver,
                null,
                null);
    }
}
