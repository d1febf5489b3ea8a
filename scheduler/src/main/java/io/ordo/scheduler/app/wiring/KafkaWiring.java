package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.ordo.scheduler.app.KafkaSettings;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.event.EventTexts;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.kafka.KafkaCluster;
import io.ordo.scheduler.kafka.KafkaInbox;
import io.ordo.scheduler.kafka.KafkaTopic;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.pushing.Pusher.Reception;
import io.ordo.scheduler.receiving.Commands;
import io.ordo.scheduler.receiving.Reading;
import io.ordo.scheduler.receiving.Receiver;
import io.ordo.scheduler.receiving.Repetition;
import io.ordo.scheduler.receiving.Results;
import io.ordo.scheduler.relaying.EventRelay;
import io.ordo.scheduler.relaying.RelayCursors;
import io.ordo.scheduler.task.Tasks;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What there is only with Kafka. */
@Factory
final class KafkaWiring {
    private static final String CLUSTER = "ordo.kafka.bootstrap";
    private static final String EVENTS = "ordo.kafka.events-topic";
    private static final String COMMANDS = "ordo.kafka.commands-topic";
    private static final String RESULTS = "ordo.kafka.results-topic";
    private static final String SOMETHING = ".+";

    /** How late an event is on its topic at worst, while the topic keeps up; two small queries each. */
    private static final Duration RELAY = Duration.ofMillis(200);

    /** After a round that found nothing, which has waited already for something to come. */
    private static final Duration BREATH = Duration.ofMillis(10);

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

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = COMMANDS, pattern = SOMETHING)
    Receiver commands(KafkaSettings settings, KafkaCluster cluster, Commands commands) {
        String topic = settings.commandsTopic();
        return new Receiver(topic, new KafkaInbox(topic, cluster), commands);
    }

    @Singleton
    Repetition repetition(Reception reception, Tasks tasks, TargetForm targets) {
        return new Repetition(tasks, reception.intake(), reception.payloads(), targets::plain);
    }

    @Singleton
    Commands commandHandling(Pusher pusher, Reading reading, Repetition repetition, Database database) {
        return new Commands(pusher, reading, repetition, database);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = RESULTS, pattern = SOMETHING)
    Receiver results(KafkaSettings settings, KafkaCluster cluster, Results results) {
        String topic = settings.resultsTopic();
        return new Receiver(topic, new KafkaInbox(topic, cluster), results);
    }

    @Singleton
    Results resultHandling(Settler settler, Reading reading, Reception reception, Database database) {
        return new Results(settler, reading, reception.intake(), database);
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    @Requires(bean = Receiver.class)
    Loops receiving(List<Receiver> receivers) {
        return new Loops(receivers.stream()
                .map(receiver -> new Loop("inbox-" + receiver.topic(), BREATH, receiver::runOnce))
                .toList());
    }

    /** The batches at hand are done with, and other schedulers go on. */
    @Singleton
    @Requires(bean = Receiver.class)
    GracefulShutdownCapable closingReceivers(List<Receiver> receivers) {
        return () -> {
            receivers.forEach(Receiver::close);
            return CompletableFuture.completedFuture(null);
        };
    }
}
