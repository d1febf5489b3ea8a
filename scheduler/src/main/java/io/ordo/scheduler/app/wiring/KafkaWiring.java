package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.ordo.scheduler.app.KafkaSettings;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.event.EventTexts;
import io.ordo.scheduler.kafka.KafkaCluster;
import io.ordo.scheduler.kafka.KafkaTopic;
import io.ordo.scheduler.relaying.EventRelay;
import io.ordo.scheduler.relaying.RelayCursors;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What there is only with Kafka. */
@Factory
final class KafkaWiring {
    private static final String CLUSTER = "ordo.kafka.bootstrap";
    private static final String EVENTS = "ordo.kafka.events-topic";
    private static final String SOMETHING = ".+";

    /** How late an event is on its topic at worst, while the topic keeps up; two small queries each. */
    private static final Duration RELAY = Duration.ofMillis(200);

    /** At once, so that a start with wrong settings is refused. */
    @Context
    @Requires(property = CLUSTER, pattern = SOMETHING)
    KafkaCluster cluster(KafkaSettings settings) {
        return KafkaCluster.at(settings.bootstrap(), settings.properties());
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = EVENTS, pattern = SOMETHING)
    EventRelay eventRelay(
            KafkaSettings settings, KafkaCluster cluster, EventTexts texts, EventLog log, RelayCursors cursors) {
        String name = settings.eventsTopic();
        return new EventRelay(name, new KafkaTopic(name, cluster, texts), log, cursors, System::nanoTime);
    }

    /** What is on its way arrives, and another scheduler goes on. */
    @Singleton
    @Requires(bean = EventRelay.class)
    GracefulShutdownCapable closingEventRelay(EventRelay relay) {
        return () -> {
            relay.close();
            return CompletableFuture.completedFuture(null);
        };
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    @Requires(bean = EventRelay.class)
    Loops relaying(EventRelay relay) {
        return new Loops(List.of(new Loop("relay", RELAY, relay::runOnce)));
    }
}
