package io.ordo.scheduler.kafka;

import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Accepted;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.Address;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What came of a record, in the words of dispatching. */
final class KafkaOutcome {
    private KafkaOutcome() {}

    /** The names of topics that a broker takes need no escapes in JSON. */
    static Delivery arrived(RecordMetadata there, Address.Kafka address) {
        String receipt = "{\"topic\":\"" + there.topic() + "\",\"partition\":" + there.partition() + ",\"offset\":"
                + there.offset() + "}";
        return address.isAsync() ? new Accepted(receipt) : new Arrived(receipt);
    }

    /**
     * Why a record did not arrive, as far as one can know.
     *
     * @param wasSent whether some of it may have left
     */
    static Delivery failed(Throwable failed, boolean wasSent) {
        if (failed instanceof UnknownTopicOrPartitionException
                || failed.getCause() instanceof UnknownTopicOrPartitionException) {
            return refused("no_such_topic", "There is no such topic.", true);
        }
        return switch (failed) {
            case InvalidTopicException _ -> refused("invalid_topic", "No topic can have this name.", false);
            case RecordTooLargeException large -> refused("too_large", Reason.of(large), false);
            case TopicAuthorizationException _ ->
                refused("not_allowed", "This scheduler may not write to the topic.", false);
            case InvalidRecordException invalid -> refused("invalid_record", Reason.of(invalid), false);
            case PolicyViolationException policy -> refused("invalid_record", Reason.of(policy), false);
            case ClusterAuthorizationException _ ->
                new Refused("not_allowed", "This scheduler may not write to the cluster.", true, true, null, null);
            default -> wasSent ? unconfirmed(Reason.of(failed)) : unreached(failed);
        };
    }

    static Delivery unconfirmed(String why) {
        return new Refused("unconfirmed", "No broker confirmed it; " + why + ".", true, true, null, null);
    }

    private static Delivery unreached(Throwable failed) {
        return failed instanceof AuthenticationException
                ? new Unreached("not_allowed", "The cluster does not let this scheduler in.")
                : new Unreached("no_broker", "No broker answered; " + Reason.of(failed) + ".");
    }

    private static Delivery refused(String reason, String error, boolean isRetryable) {
        return new Refused(reason, error, isRetryable, false, null, null);
    }

    /** Whether all that is sent to the same cluster now fares alike. */
    static boolean isOfPlace(Delivery delivery) {
        return delivery instanceof Unreached || (delivery instanceof Refused refused && refused.isPlace());
    }
}
