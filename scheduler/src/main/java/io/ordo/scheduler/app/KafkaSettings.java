package io.ordo.scheduler.app;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * What an operator can decide of Kafka; {@code .env-dist} lists every setting.
 *
 * @param bootstrap host and port of some brokers, with commas between; empty for no Kafka
 * @param eventsTopic where events go; empty for nowhere
 * @param commandsTopic whose messages are pushed as tasks; empty for none
 * @param resultsTopic whose messages settle attempts; empty for none
 * @param properties a file with further properties of Kafka's clients; empty for none
 */
@ConfigurationProperties("ordo.kafka")
public record KafkaSettings(
        String bootstrap, String eventsTopic, String commandsTopic, String resultsTopic, String properties) {}
