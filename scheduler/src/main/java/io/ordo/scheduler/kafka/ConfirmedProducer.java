package io.ordo.scheduler.kafka;

import io.ordo.scheduler.relaying.TopicAway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends records and waits until all are confirmed. One thread sends; any may close.
 *
 * <p>A producer whose records are not all confirmed is thrown away with everything it still had to send: it would send
 * the rest later, behind a gap, when those who sent them have long begun again. Up to that moment it has sent to each
 * partition what came first, without a gap.
 */
final class ConfirmedProducer<T> implements AutoCloseable {
    /** For all records of one go; a cluster that takes longer is as good as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** What is on its way when this closes. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final Supplier<Producer<T, T>> making;
    private @Nullable Producer<T, T> producer;
    private boolean isClosed;

    /** @param making makes a producer that loses nothing and keeps the order */
    ConfirmedProducer(Supplier<Producer<T, T>> making) {
        this.making = making;
    }

    /** @throws TopicAway when not all are confirmed */
    void send(List<ProducerRecord<T, T>> records) {
        try {
            confirm(sendAll(producer(), records));
        } catch (ExecutionException failed) {
            throw away(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException | KafkaException | IllegalStateException failed) {
            throw away(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw away(interrupted);
        }
    }

    /** A record that fails at once is not passed by those behind it. */
    private List<Future<RecordMetadata>> sendAll(Producer<T, T> producer, List<ProducerRecord<T, T>> records)
            throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        for (var record : records) {
            var confirmation = producer.send(record);
            if (confirmation.isDone()) {
                confirmation.get();
            }
            sent.add(confirmation);
        }
        return sent;
    }

    private static void confirm(List<Future<RecordMetadata>> sent)
            throws ExecutionException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var confirmation : sent) {
            confirmation.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized Producer<T, T> producer() {
        if (isClosed) {
            throw new IllegalStateException("closed");
        }
        if (producer == null) {
            producer = making.get();
        }
        return producer;
    }

    private TopicAway away(Throwable failed) {
        end(Duration.ZERO);
        String reason = failed instanceof TimeoutException ? "no confirmation in time" : Reason.of(failed);
        return new TopicAway(reason, failed);
    }

    private synchronized void end(Duration patience) {
        if (producer != null) {
            producer.close(patience);
            producer = null;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        end(LAST);
    }
}
