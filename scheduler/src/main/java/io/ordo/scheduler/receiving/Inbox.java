package io.ordo.scheduler.receiving;

import io.ordo.scheduler.relaying.TopicAway;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A topic that is read together with other schedulers: each partition by one of them at a time. What is not done when
 * its partition goes to another is given to that one. One thread uses it.
 */
public interface Inbox extends AutoCloseable {
    /**
     * What comes next, those of one partition in their order; nothing when nothing has come within a moment. To be
     * called again and again: who does not is taken for dead, and its partitions go to others.
     *
     * @throws InboxAway when the topic cannot be read
     */
    List<Message> take();

    /** The partitions this reader has now. */
    Set<Integer> partitions();

    /**
     * Puts messages aside.
     *
     * @throws TopicAway when it is not confirmed that all are there; some may be
     */
    void bury(List<DeadLetter> letters);

    /**
     * Notes what need not be read again, as soon as that is possible.
     *
     * @param next by partition, the offset of the first that is not done
     */
    void done(Map<Integer, Long> next);

    /** Takes a message back, with those behind it in its partition; they are given again after a pause. */
    void hold(Message message);

    /** Leaves what is not done to others. */
    @Override
    void close();
}
