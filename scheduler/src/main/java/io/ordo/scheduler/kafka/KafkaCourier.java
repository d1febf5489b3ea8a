package io.ordo.scheduler.kafka;

import io.ordo.scheduler.dispatching.Courier;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Errand;
import io.ordo.scheduler.dispatching.Hosts;
import io.ordo.scheduler.dispatching.NoWay;
import io.ordo.scheduler.dispatching.Parcel;
import io.ordo.scheduler.dispatching.Rider;
import io.ordo.scheduler.dispatching.Riders;
import io.ordo.scheduler.target.Address;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings parcels to topics of Kafka. A parcel has arrived when all replicas in sync have its record. Those of one key
 * of one topic stand there in the order in which they were given, except around a fault of the cluster.
 *
 * <p>Each topic has its rider, so that one that does not exist, about which Kafka asks for seconds, holds up no other;
 * the riders of one cluster share its producer.
 */
public final class KafkaCourier implements Courier {
    /** Topics at once, of all clusters. */
    private static final int MOST_TOPICS = 1_000;

    /** On their way to one cluster at once: some batches of its producer. */
    private static final int MOST_PARCELS = 2_000;

    /** Clusters at once. */
    private static final int MOST_CLUSTERS = 50;

    /** After which a topic's rider and a cluster's producer leave. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final ParcelProducers producers;
    private final Riders<Place> riders;

    /**
     * A courier that has connected to nothing yet.
     *
     * @param cluster of the settings, for parcels that name none; null when there is none
     * @param hosts where the brokers of other clusters may be
     */
    public KafkaCourier(@Nullable KafkaCluster cluster, Hosts hosts) {
        this(cluster, hosts, MOST_CLUSTERS, IDLE);
    }

    KafkaCourier(@Nullable KafkaCluster cluster, Hosts hosts, int mostClusters, Duration idle) {
        producers = new ParcelProducers(cluster, hosts, mostClusters);
        riders = new Riders<>(MOST_TOPICS, idle, place -> new TopicRider(place.bootstrap(), idle));
    }

    @Override
    public int most() {
        return MOST_PARCELS;
    }

    @Override
    public CompletableFuture<Delivery> deliver(Parcel parcel) {
        var address = (Address.Kafka) parcel.address();
        return riders.give(new Place(address.bootstrap(), address.topic()), parcel);
    }

    @Override
    public void close() {
        riders.close();
        producers.close();
    }

    private record Place(@Nullable String bootstrap, String topic) {}

    private final class TopicRider implements Rider {
        private final @Nullable String bootstrap;
        private final Duration idle;

        private TopicRider(@Nullable String bootstrap, Duration idle) {
            this.bootstrap = bootstrap;
            this.idle = idle;
        }

        /** What is true of one that could not even be sent is true of those behind it. */
        @Override
        public void ride(List<Errand> errands) {
            Delivery all = null;
            for (var errand : errands) {
                if (all == null) {
                    all = send(errand);
                } else {
                    errand.end(all);
                }
            }
        }

        /** @return what it means for those behind it; null when they are to be sent */
        private @Nullable Delivery send(Errand errand) {
            var record = ParcelRecord.of(errand.parcel());
            try {
                return producers.take(bootstrap).send(errand, record);
            } catch (NoWay none) {
                errand.end(none.delivery());
                return none.delivery();
            }
        }

        @Override
        public void close() {
            producers.closeIdle(idle);
        }
    }
}
