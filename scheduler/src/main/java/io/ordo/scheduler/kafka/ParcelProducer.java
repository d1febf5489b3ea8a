package io.ordo.scheduler.kafka;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.dispatching.Errand;
import io.ordo.scheduler.target.Address;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * A producer for the parcels of one cluster. Any number of threads use it.
 *
 * <p>It is given up with the first trouble of its cluster: its successor must find the cluster before it sends
 * anything, and so can say of what follows that surely nothing arrived.
 */
final class ParcelProducer {
    private final Producer<String, String> producer;
    private final Supplier<@Nullable Delivery> closed;
    private final Consumer<ParcelProducer> trouble;

    /** Parcels it was taken for, and that have not ended. */
    private final AtomicInteger open = new AtomicInteger();

    private volatile long lastTaken = System.nanoTime();

    /**
     * @param closed says of a broker that may not be reached, if the cluster named one, what that means for parcels
     * @param trouble is told when the cluster has trouble, by a thread that must not wait
     */
    ParcelProducer(
            Producer<String, String> producer, Supplier<@Nullable Delivery> closed, Consumer<ParcelProducer> trouble) {
        this.producer = producer;
        this.closed = closed;
        this.trouble = trouble;
    }

    /** To be called once before each {@link #send}. */
    ParcelProducer take() {
        open.incrementAndGet();
        lastTaken = System.nanoTime();
        return this;
    }

    boolean isIdle() {
        return open.get() == 0;
    }

    boolean isIdleFor(Duration time) {
        return isIdle() && System.nanoTime() - lastTaken >= time.toNanos();
    }

    /**
     * Sends, and ends the errand once the record is confirmed or given up. Waits until the partition is known. Kafka
     * calls back on the thread that sends when nothing has been sent, and on its own otherwise.
     *
     * @return what all that go to the same topic now fare alike; null when they are to be sent
     */
    @Nullable
    Delivery send(Errand errand, ProducerRecord<String, String> record) {
        var _ = errand.delivery().whenComplete((_, _) -> open.decrementAndGet());
        var sender = Thread.currentThread();
        var unsent = new AtomicReference<@Nullable Delivery>();
        try {
            var _ = producer.send(record, (there, failed) -> {
                if (failed == null) {
                    errand.end(KafkaOutcome.arrived(
                            there, (Address.Kafka) errand.parcel().address()));
                } else {
                    boolean wasSent = !Thread.currentThread().equals(sender);
                    var delivery = KafkaOutcome.failed(failed, wasSent);
                    end(errand, delivery);
                    if (!wasSent && !(failed instanceof RecordTooLargeException)) {
                        unsent.set(delivery);
                    }
                }
            });
        } catch (IllegalStateException closed) {
            errand.end(new Unreached("no_broker", "The connection to the cluster was just given up."));
        } catch (KafkaException failed) {
            end(errand, KafkaOutcome.unconfirmed(Reason.of(failed)));
        }
        return unsent.get();
    }

    private void end(Errand errand, Delivery delivery) {
        if (KafkaOutcome.isOfPlace(delivery)) {
            trouble.accept(this);
            var why = closed.get();
            errand.end(why == null ? delivery : why);
        } else {
            errand.end(delivery);
        }
    }

    /** Waits for what is on its way, and sends nothing afterwards. */
    void close(Duration patience) {
        producer.close(patience);
    }
}
