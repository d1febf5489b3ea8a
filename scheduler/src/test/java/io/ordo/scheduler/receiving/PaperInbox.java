package io.ordo.scheduler.receiving;

import io.ordo.scheduler.relaying.TopicAway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Two partitions of ten blank messages in memory; what is held comes again at once. */
final class PaperInbox implements Inbox {
    static final int LENGTH = 10;

    private final Map<Integer, Long> positions = new TreeMap<>(Map.of(0, 0L, 1, 0L));
    private final Map<Integer, Long> done = new TreeMap<>();
    private final List<DeadLetter> buried = new ArrayList<>();
    private boolean isFull;

    /** From now on dead letters cannot be put aside, or can again. */
    void setFull(boolean full) {
        isFull = full;
    }

    Map<Integer, Long> done() {
        return done;
    }

    List<DeadLetter> buried() {
        return buried;
    }

    @Override
    public List<Message> take() {
        var taken = new ArrayList<Message>();
        positions.forEach((partition, position) -> IntStream.range(position.intValue(), LENGTH)
                .forEach(offset -> taken.add(new Blank(partition, offset))));
        positions.replaceAll((_, _) -> (long) LENGTH);
        return taken;
    }

    @Override
    public Set<Integer> partitions() {
        return positions.keySet();
    }

    @Override
    public void bury(List<DeadLetter> letters) {
        if (isFull) {
            throw new TopicAway("full", new IllegalStateException());
        }
        buried.addAll(letters);
    }

    @Override
    public void done(Map<Integer, Long> next) {
        done.putAll(next);
    }

    @Override
    public void hold(Message message) {
        positions.put(message.partition(), message.offset());
    }

    @Override
    public void close() {}
}
