package io.ordo.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {
    @TempDir
    private Path directory;

    @Test
    void aFileSaysHowToTalkToTheCluster() throws IOException {
        assertThat(cluster("security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nclient.id=ours\n")
                        .producer())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("client.id", "ours");
    }

    @Test
    void whatKeepsEventsSafeIsNotTheFilesToSay() throws IOException {
        assertThat(cluster("acks=0\nenable.idempotence=false\nbootstrap.servers=other:1\n")
                        .producer())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("bootstrap.servers", "kafka:9092");
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
                .hasMessageStartingWith("ORDO_KAFKA_PROPERTIES must hold properties of Kafka's clients; ")
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
