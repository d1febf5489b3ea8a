package io.ordo.scheduler.kafka;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.NoWay;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.VettedProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** One producer for each cluster that is sent to, made when its first parcel comes. Any number of threads use it. */
final class ParcelProducers implements AutoCloseable {
    /** What is on its way when this closes. */
    private static final Duration LAST = Duration.ofSeconds(2);

    /** The cluster of the settings, among the addresses of the others. */
    private static final String OURS = "";

    private final @Nullable KafkaCluster ours;
    private final Hosts hosts;
    private final int most;

    /** The one that was taken longest ago first. */
    private final Map<String, ParcelProducer> producers = new LinkedHashMap<>(16, 0.75f, true);

    private boolean isClosed;

    /** @param most at once: each has a thread, and memory for what it sends */
    ParcelProducers(@Nullable KafkaCluster ours, Hosts hosts, int most) {
        this.ours = ours;
        this.hosts = hosts;
        this.most = most;
    }

    /**
     * Takes the producer of a cluster, for one parcel. May look hosts up.
     *
     * @param bootstrap null for the cluster of the settings
     * @throws NoWay when there is none
     */
    ParcelProducer take(@Nullable String bootstrap) throws NoWay {
        String name = bootstrap == null ? OURS : bootstrap;
        var known = known(name);
        return known == null ? keep(name, bootstrap == null ? ours() : vetted(bootstrap)) : known;
    }

    private synchronized @Nullable ParcelProducer known(String name) {
        var producer = producers.get(name);
        return producer == null ? null : producer.take();
    }

    private ParcelProducer ours() throws NoWay {
        if (ours == null) {
            throw new NoWay(new Refused(
                    "no_cluster",
                    "No cluster is known: name its brokers in the target's host, or set ORDO_KAFKA_BOOTSTRAP.",
                    false,
                    false,
                    null,
                    null));
        }
        var settings = ours.parcelProducer();
        return made(() -> new KafkaProducer<>(settings), () -> null);
    }

    private ParcelProducer vetted(String bootstrap) throws NoWay {
        if (!KafkaCluster.isAddress(bootstrap)) {
            String error = "'" + bootstrap + "' is no list of host:port with commas between.";
            throw new NoWay(new Refused("invalid_bootstrap", error, false, false, null, null));
        }
        vet(KafkaCluster.hosts(bootstrap));
        var settings = KafkaCluster.named(bootstrap).parcelProducer();
        var closed = new AtomicReference<@Nullable Delivery>();
        return made(() -> VettedProducer.of(settings, host -> addresses(host, closed)), closed::get);
    }

    /** None may be closed; one that is known is enough. */
    private void vet(List<String> names) throws NoWay {
        NoWay last = null;
        int known = 0;
        for (String name : names) {
            try {
                hosts.of(name);
                known++;
            } catch (NoWay none) {
                if (!(none.delivery() instanceof Unreached)) {
                    throw none;
                }
                last = none;
            }
        }
        if (known == 0 && last != null) {
            throw last;
        }
    }

    /** Whatever a cluster calls its brokers. */
    private InetAddress[] addresses(String host, AtomicReference<@Nullable Delivery> closed)
            throws UnknownHostException {
        try {
            return hosts.of(host).toArray(InetAddress[]::new);
        } catch (NoWay none) {
            closed.set(none.delivery());
            throw (UnknownHostException) new UnknownHostException(host).initCause(none);
        }
    }

    private ParcelProducer made(Supplier<Producer<String, String>> making, Supplier<@Nullable Delivery> closed)
            throws NoWay {
        try {
            return new ParcelProducer(making.get(), closed, this::giveUp);
        } catch (KafkaException failed) {
            throw new NoWay(new Unreached("no_broker", "No client can be made; " + Reason.of(failed) + "."), failed);
        }
    }

    /** Of two threads that made one at once, the second throws its own away. */
    private ParcelProducer keep(String name, ParcelProducer producer) throws NoWay {
        synchronized (this) {
            var other = producers.get(name);
            if (other == null && !isClosed && (producers.size() < most || dismissOne())) {
                producers.put(name, producer);
                return producer.take();
            }
            leave(producer);
            if (other != null) {
                return other.take();
            }
        }
        throw new NoWay(new Unreached("too_many_places", "This scheduler has no room for another cluster now."));
    }

    private boolean dismissOne() {
        var idle = producers.values().stream().filter(ParcelProducer::isIdle).findFirst();
        idle.ifPresent(producer -> {
            producers.values().remove(producer);
            leave(producer);
        });
        return idle.isPresent();
    }

    private synchronized void giveUp(ParcelProducer producer) {
        if (producers.values().remove(producer)) {
            leave(producer);
        }
    }

    /** Closes those that have had nothing to do for some time. */
    synchronized void closeIdle(Duration time) {
        producers.values().removeIf(producer -> {
            boolean leaves = producer.isIdleFor(time);
            if (leaves) {
                leave(producer);
            }
            return leaves;
        });
    }

    /** What it has under way is confirmed or given up first. No thread of Kafka's may wait for that. */
    private static void leave(ParcelProducer producer) {
        Thread.ofVirtual().name("kafka-leaves").start(() -> producer.close(KafkaCluster.CONFIRMATION));
    }

    @Override
    public void close() {
        List<ParcelProducer> last;
        synchronized (this) {
            isClosed = true;
            last = List.copyOf(producers.values());
            producers.clear();
        }
        last.parallelStream().forEach(producer -> producer.close(LAST));
    }
}
