package io.ordo.scheduler.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
    private static final Map<String, Object> GOOD = Map.ofEntries(
            Map.entry("micronaut.server.host", "0.0.0.0"),
            Map.entry("micronaut.server.port", "8000"),
            Map.entry("datasources.default.url", "jdbc:postgresql://localhost:5432/ordo"),
            Map.entry("datasources.default.maximum-pool-size", "16"),
            Map.entry("ordo.max-body-size", "1048576"),
            Map.entry("ordo.max-settlement-size", "67108864"),
            Map.entry("ordo.plan-interval", "200ms"),
            Map.entry("ordo.reap-interval", "1s"),
            Map.entry("ordo.search-timeout", "5s"),
            Map.entry("micronaut.lifecycle.graceful-shutdown.grace-period", "10s"),
            Map.entry("ordo.docs-open", "false"),
            Map.entry("ordo.kat-open", "true"),
            Map.entry("ordo.metrics-open", "false"),
            Map.entry("ordo.events", "false"),
            Map.entry("ordo.jobs-dry-run", "false"),
            Map.entry("ordo.log-level", "INFO"));

    @Test
    void theDefaultsAreRight() {
        assertThatCode(() -> check(GOOD)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}={2}")
    @CsvSource(delimiter = '|', textBlock = """
        ORDO_HOST | micronaut.server.host | '' | an address or name of this machine
        ORDO_PORT | micronaut.server.port | 99999 | a port from 1 to 65535
        ORDO_PORT | micronaut.server.port | 0 | a port from 1 to 65535
        ORDO_DATABASE_URL | datasources.default.url | foo | a JDBC URL such as
        ORDO_DATABASE_POOL | datasources.default.maximum-pool-size | 0 | a whole number from 6 to 1000
        ORDO_MAX_BODY_SIZE | ordo.max-body-size | 1MB | a whole number from 1024 to 1073741824
        ORDO_MAX_SETTLEMENT_SIZE | ordo.max-settlement-size | 1023 | a whole number from 1024 to 1073741824
        ORDO_PLAN_INTERVAL | ordo.plan-interval | 5 | a whole number and one of ms s m
        ORDO_PLAN_INTERVAL | ordo.plan-interval | 9ms | from 10ms to 1m
        ORDO_REAP_INTERVAL | ordo.reap-interval | 2m | from 10ms to 1m
        ORDO_SHUTDOWN_GRACE | micronaut.lifecycle.graceful-shutdown.grace-period | 2h | from 0s to 1h
        ORDO_KAFKA_BOOTSTRAP | ordo.kafka.bootstrap | kafka | host:port of brokers
        ORDO_KAFKA_BOOTSTRAP | ordo.kafka.bootstrap | 'kafka:9092,' | with commas between
        ORDO_KAFKA_BOOTSTRAP | ordo.kafka.bootstrap | kafka:99999 | host:port
        ORDO_KAFKA_EVENTS_TOPIC | ordo.kafka.events-topic | ordo/events | letters, digits, dots
        ORDO_KAFKA_EVENTS_TOPIC | ordo.kafka.events-topic | .. | up to 249
        ORDO_KAFKA_COMMANDS_TOPIC | ordo.kafka.commands-topic | a b | up to 244 letters, digits
        ORDO_KAFKA_RESULTS_TOPIC | ordo.kafka.results-topic | . | up to 244
        ORDO_DOCS_OPEN | ordo.docs-open | yes | true or false
        ORDO_KAT_OPEN | ordo.kat-open | maybe | true or false
        ORDO_METRICS_OPEN | ordo.metrics-open | TRUE | true or false
        ORDO_EVENTS | ordo.events | 1 | true or false
        ORDO_LOG_LEVEL | ordo.log-level | LOUD | one of TRACE, DEBUG, INFO, WARN, ERROR
        """)
    void aWrongSettingIsNamedWithWhatItWasAndWhatIsAllowed(
            String variable, String property, String value, String allowed) {
        assertThatThrownBy(() -> check(with(property, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + " must be ")
                .hasMessageContaining(allowed)
                .hasMessageEndingWith("; it was '" + value + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "10.0.0.1:9092, b-2.example:9093", "[::1]:9092"})
    void brokersAreNamedInSeveralWays(String brokers) {
        assertThatCode(() -> check(with("ordo.kafka.bootstrap", brokers))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ORDO_KAFKA_EVENTS_TOPIC, ordo.kafka.events-topic",
        "ORDO_KAFKA_COMMANDS_TOPIC, ordo.kafka.commands-topic",
        "ORDO_KAFKA_RESULTS_TOPIC, ordo.kafka.results-topic"
    })
    void aTopicNeedsACluster(String variable, String property) {
        var settings = with(property, "ordo.topic");
        assertThatThrownBy(() -> check(settings))
                .hasMessage(variable + " needs ORDO_KAFKA_BOOTSTRAP, which says where Kafka is; it was empty.");
        settings.put("ordo.kafka.bootstrap", "kafka:9092");
        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
    }

    @Test
    void twoTopicsAreNotOne() {
        var settings = with("ordo.kafka.bootstrap", "kafka:9092");
        settings.put("ordo.kafka.events-topic", "ordo");
        settings.put("ordo.kafka.results-topic", "ordo");
        assertThatThrownBy(() -> check(settings))
                .hasMessageStartingWith("ORDO_KAFKA_RESULTS_TOPIC must be another topic than ORDO_KAFKA_EVENTS_TOPIC,");
        settings.put("ordo.kafka.results-topic", "ordo.results");
        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
        settings.put("ordo.kafka.commands-topic", "ordo.results-dead");
        assertThatThrownBy(() -> check(settings))
                .hasMessageStartingWith("The dead letters of ORDO_KAFKA_RESULTS_TOPIC must be another topic than "
                        + "ORDO_KAFKA_COMMANDS_TOPIC,");
    }

    @Test
    void aTopicThatIsReadLeavesRoomForTheNameOfTheOneBesideIt() {
        assertThatThrownBy(() -> check(with("ordo.kafka.commands-topic", "x".repeat(245))))
                .hasMessageStartingWith("ORDO_KAFKA_COMMANDS_TOPIC must be up to 244");
        assertThatThrownBy(() -> check(with("ordo.kafka.events-topic", "x".repeat(250))))
                .hasMessageStartingWith("ORDO_KAFKA_EVENTS_TOPIC must be up to 249");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThatThrownBy(() -> check(with("datasources.default.url", "pg://ada:secret@db/x?password=secret")))
                .hasMessageContaining("ORDO_DATABASE_URL")
                .hasMessageNotContaining("secret");
    }

    private static Map<String, Object> with(String property, String value) {
        var settings = new HashMap<>(GOOD);
        settings.put(property, value);
        return settings;
    }

    private static void check(Map<String, Object> settings) {
        SettingsCheck.check(new MapPropertyResolver(settings));
    }
}
