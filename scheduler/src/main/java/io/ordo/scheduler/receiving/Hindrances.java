package io.ordo.scheduler.receiving;

import io.ordo.scheduler.receiving.Fate.Held;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds up the messages of a topic, said once when it begins and once when it is over. */
final class Hindrances {
    private static final Logger LOG = LoggerFactory.getLogger(Hindrances.class);

    private final String topic;

    /** By partition, the reason. */
    private final Map<Integer, String> reasons = new HashMap<>();

    private boolean isAway;

    Hindrances(String topic) {
        this.topic = topic;
    }

    void away(String error) {
        if (!isAway) {
            LOG.warn("inbox_away topic={} error=\"{}\" next=tried_again_its_messages_wait", topic, error);
            isAway = true;
        }
    }

    /** @param partitions that this scheduler has now; what holds up others is not its concern */
    void reached(Set<Integer> partitions) {
        if (isAway) {
            LOG.info("inbox_reached topic={}", topic);
            isAway = false;
        }
        Set.copyOf(reasons.keySet()).stream()
                .filter(partition -> !partitions.contains(partition))
                .forEach(this::passed);
    }

    void held(Message message, Held held) {
        boolean isNew = !reasons.containsValue(held.reason());
        String before = reasons.put(message.partition(), held.reason());
        if (isNew) {
            LOG.warn(
                    "messages_wait topic={} partition={} offset={} reason={} error=\"{}\" next=tried_every_second",
                    topic,
                    message.partition(),
                    message.offset(),
                    held.reason(),
                    held.error(),
                    held.bug());
        }
        over(before);
    }

    void passed(int partition) {
        over(reasons.remove(partition));
    }

    private void over(@Nullable String reason) {
        if (reason != null && !reasons.containsValue(reason)) {
            LOG.info("messages_go_on topic={} reason={}", topic, reason);
        }
    }
}
