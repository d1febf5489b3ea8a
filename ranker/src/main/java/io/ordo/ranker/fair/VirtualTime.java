package io.ordo.ranker.fair;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Start-time fair queueing over tenants, with a virtual time that is driven by work. All work is in seconds.
 *
 * <p>Each tenant has a finish tag: the virtual time at which its share will have paid for all it has asked for. Work
 * that is queued starts at {@code max(now, finish)} and moves the tag by {@code work / weight}. When work is started,
 * by whatever order the ranker chose, {@code now} advances by {@code work / (sum of the weights of the tenants ahead
 * of it)}. So at every moment
 *
 * <pre>    sum over tenants of  weight × max(0, finish − now)  =  work queued and not yet started + credit</pre>
 *
 * and {@code (finish − now) × weights / workers} is how long a tenant's share of the workers needs for what it has in
 * line. The literature takes the tag of the task in service for {@code now} (Goyal, Vin, Cheng 1997). In the order of
 * tags both agree up to one task a worker; but a ranker that also goes by class and deadline starts tasks out of the
 * order of tags, and then that {@code now} jumps with every start. This one cannot.
 *
 * <p>Not for several threads.
 */
final class VirtualTime {
    /** Beyond rounding: seconds of work that make no difference. */
    private static final double NOTHING = 1e-9;

    private static final Comparator<Tag> BY_KEY =
            Comparator.<Tag>comparingDouble(tag -> tag.key).thenComparing(tag -> tag.tenant);

    private final Map<String, Tag> tags = new HashMap<>();

    /** Those ahead of now, by a key that is at most their finish tag: it is brought up to date when it comes first. */
    private final TreeSet<Tag> ahead = new TreeSet<>(BY_KEY);

    private double now;
    private double weights;

    /**
     * Negative when the time ran ahead of the work, because work took less than it was charged with. Positive when
     * work was started of which nobody has told yet that it was queued.
     */
    private double credit;

    /** A tenant's account. */
    static final class Tag {
        final String tenant;
        double weight;
        double finish;
        private double key;
        private boolean isAhead;

        Tag(String tenant, double weight, double finish) {
            this.tenant = tenant;
            this.weight = weight;
            this.finish = finish;
        }
    }

    VirtualTime(double now, double credit) {
        this.now = now;
        this.credit = credit;
    }

    double now() {
        return now;
    }

    double credit() {
        return credit;
    }

    Iterable<Tag> tags() {
        return tags.values();
    }

    @Nullable
    Tag find(String tenant) {
        return tags.get(tenant);
    }

    Tag tag(String tenant) {
        return tags.computeIfAbsent(tenant, name -> new Tag(name, 1, now));
    }

    void put(Tag tag) {
        tags.put(tag.tenant, tag);
        place(tag);
    }

    /** Seconds of work for one worker until this tenant's share has paid for what it has in line. */
    double inLine(Tag tag) {
        double lead = tag.finish - now;
        return lead > 0 ? lead * (tag.isAhead ? weights : weights + tag.weight) : 0;
    }

    /** Work is queued. */
    void charge(Tag tag, double work) {
        tag.finish = Math.max(now, tag.finish) + work / tag.weight;
        place(tag);
        if (credit > 0) {
            serve(0);
        }
    }

    /** Work is started, whosever it is. */
    void serve(double work) {
        credit += work;
        while (credit > 0 && !ahead.isEmpty()) {
            var first = ahead.getFirst();
            if (first.key < first.finish) {
                ahead.remove(first);
                first.key = first.finish;
                ahead.add(first);
            } else {
                advance(first);
            }
        }
    }

    /** Work that was charged and started took so much longer (or shorter, negative) than charged. */
    void correct(Tag tag, double more) {
        double before = share(tag);
        move(tag, more);
        credit += share(tag) - before;
        serve(0);
    }

    /** Work that was charged will never be started. */
    void withdraw(Tag tag, double work) {
        double before = share(tag);
        move(tag, -work);
        serve(work - (before - share(tag)));
    }

    /** From now on the tenant's share is another; what it has in line stays the same amount of work. */
    void weigh(Tag tag, double weight) {
        double share = share(tag);
        drop(tag);
        tag.weight = weight;
        tag.finish = share > 0 ? now + share / weight : tag.finish;
        place(tag);
    }

    /** Whether the tenant stands as one would that was never seen. */
    boolean isSettled(Tag tag) {
        return tag.finish <= now && tag.weight == 1;
    }

    void remove(Tag tag) {
        drop(tag);
        tags.remove(tag.tenant);
    }

    private void advance(Tag first) {
        double needed = (first.finish - now) * weights;
        if (credit < needed - NOTHING) {
            now += credit / weights;
            credit = 0;
        } else {
            credit = Math.max(0, credit - needed);
            now = first.finish;
            drop(first);
        }
    }

    private double share(Tag tag) {
        return tag.weight * Math.max(0, tag.finish - now);
    }

    private void move(Tag tag, double work) {
        tag.finish += work / tag.weight;
        place(tag);
    }

    private void place(Tag tag) {
        if (tag.finish <= now) {
            drop(tag);
        } else if (!tag.isAhead) {
            tag.key = tag.finish;
            tag.isAhead = true;
            weights += tag.weight;
            ahead.add(tag);
        } else if (tag.finish < tag.key) {
            ahead.remove(tag);
            tag.key = tag.finish;
            ahead.add(tag);
        }
    }

    private void drop(Tag tag) {
        if (tag.isAhead) {
            ahead.remove(tag);
            tag.isAhead = false;
            weights = ahead.isEmpty() ? 0 : weights - tag.weight;
        }
    }
}
