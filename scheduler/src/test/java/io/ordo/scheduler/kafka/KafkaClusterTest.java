package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {
    private static final String LOGIN = "sasl.jaas.config="
            + "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"p\";\n";

    @TempDir
    private Path directory;

    @Test
    void aFileSaysHowToTalkToTheCluster() throws IOException {
        assertThat(cluster("security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nclient.id=ours\n" + LOGIN)
                        .producer())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("client.id", "ours");
    }

    @Test
    void whatKeepsEventsSafeIsNotTheFilesToSay() {
        assertThatThrownBy(() -> cluster("transactional.id=t\npartitioner.class=p\npartitioner.ignore.keys=true\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ORDO_KAFKA_PROPERTIES must not set"
                        + " [partitioner.class, partitioner.ignore.keys, transactional.id]: ");
        assertThatThrownBy(() -> cluster("acks=0\nenable.idempotence=false\nbootstrap.servers=other:1\n"))
                .hasMessageContaining("[acks, bootstrap.servers, enable.idempotence]");
    }

    @Test
    void aProducerLosesNothing() throws IOException {
        assertThat(cluster("").producer())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("bootstrap.servers", "kafka:9092");
    }

    @Test
    void whatOnlyShowsWhenAClientIsMadeIsRefusedWithItsReason() {
        assertThatThrownBy(() -> cluster("security.protocol=SSL\nssl.truststore.location=no/such.jks\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("; NoSuchFileException: no/such.jks.");
        assertThatThrownBy(() -> cluster("""
                        security.protocol=SASL_PLAINTEXT
                        sasl.mechanism=PLAIN
                        sasl.jaas.config=no.such.Module required password="secret";
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.Module")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anAddressWithoutAPortIsRefusedWithItsSetting() {
        assertThatThrownBy(() -> KafkaCluster.at("kafka", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDO_KAFKA_BOOTSTRAP must be host:port of brokers, with commas between; it was 'kafka'.");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsSetting() {
        assertThatThrownBy(() -> KafkaCluster.at("kafka:9092", "no/such.properties"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDO_KAFKA_PROPERTIES must be a file of properties that can be read; it was"
                        + " 'no/such.properties'.");
    }

    @Test
    void whatKafkaDoesNotTakeIsSaidWithoutSecrets() throws IOException {
        assertThatThrownBy(() -> cluster("security.protocol=CARRIER_PIGEON\nssl.key.password=secret\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "ORDO_KAFKA_PROPERTIES must hold properties that a client of Kafka can be made with; ")
                .hasMessageContaining("CARRIER_PIGEON")
                .hasMessageNotContaining("secret");
    }

    private KafkaCluster cluster(String properties) throws IOException {
        return KafkaCluster.at(
                "kafka:9092",
                Files.writeString(directory.resolve("kafka.properties"), properties)
                        .toString());
    }
}
