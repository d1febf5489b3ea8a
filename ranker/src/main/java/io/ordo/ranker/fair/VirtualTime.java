package io.ordo.ranker.fair;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
 * <p>A tenant's share goes to its own most urgent work first. So it has a finish tag for each level, for work up to
 * that level alone: work of level 3 moves the tags of level 3 and beyond, and the last is the one above.
 *
 * <p>Not for several threads.
 */
final class VirtualTime {
    private static final int LAST = TagBook.LEVELS;

    /** Beyond rounding: seconds of work that make no difference. */
    private static final double NOTHING = 1e-9;

    private static final Comparator<Tag> BY_KEY =
            Comparator.<Tag>comparingDouble(tag -> tag.key).thenComparingInt(tag -> tag.number);

    /** Those ahead of now, by a key that is at most their last tag: it is brought up to date when it comes first. */
    private final TreeSet<Tag> ahead = new TreeSet<>(BY_KEY);

    /** What tenants have been forgiven is still in line. It is paid for as if it were the work of one more tenant. */
    private final Tag forgiven;

    private int opened;
    private double now;
    private double weights;

    /**
     * Negative when the time ran ahead of the work, because work took less than it was charged with. Positive when
     * work was started of which nobody has told yet that it was queued.
     */
    private double credit;

    /** A tenant's account. */
    static final class Tag {
        private final int number;
        private double weight;

        /** By level, from 1 on. */
        private final double[] finish = new double[LAST + 1];

        private double key;
        private boolean isAhead;

        private Tag(int number, double weight) {
            this.number = number;
            this.weight = weight;
        }

        double weight() {
            return weight;
        }

        private double last() {
            return finish[LAST];
        }
    }

    VirtualTime(double credit, double forgiven) {
        this.credit = credit;
        this.forgiven = open(1);
        move(this.forgiven, LAST, forgiven);
    }

    double credit() {
        return credit;
    }

    /** Work that is in line and was forgiven. */
    double forgiven() {
        return share(forgiven, LAST);
    }

    /** One more tenant, with nothing in line. */
    Tag open(double weight) {
        var tag = new Tag(opened++, weight);
        Arrays.fill(tag.finish, now);
        return tag;
    }

    /**
     * One more tenant.
     *
     * @param owed as {@link #owed}
     */
    Tag open(double weight, List<Double> owed) {
        var tag = open(weight);
        for (int level = 1; level <= LAST; level++) {
            tag.finish[level] += owed.get(level - 1) / weight;
        }
        place(tag);
        return tag;
    }

    /** Work that the tenant's share has not paid for, level by level; negative where it has paid for more. */
    List<Double> owed(Tag tag) {
        return IntStream.rangeClosed(1, LAST)
                .mapToObj(level -> tag.weight * (tag.finish[level] - now))
                .toList();
    }

    /** Seconds of work for one worker until this tenant's share has paid for what it has in line up to this level. */
    double inLine(Tag tag, int level) {
        check(level);
        double lead = tag.finish[level] - now;
        return lead > 0 ? lead * (tag.isAhead ? weights : weights + tag.weight) : 0;
    }

    /** Work is queued. */
    void charge(Tag tag, int level, double work) {
        check(level);
        for (int i = level; i <= LAST; i++) {
            tag.finish[i] = Math.max(now, tag.finish[i]) + work / tag.weight;
        }
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
            if (first.key < first.last()) {
                ahead.remove(first);
                first.key = first.last();
                ahead.add(first);
            } else {
                advance(first);
            }
        }
    }

    /** Work that was charged and started took so much longer (or shorter, negative) than charged. */
    void correct(Tag tag, int level, double more) {
        double before = share(tag, LAST);
        move(tag, level, more);
        credit += share(tag, LAST) - before;
        serve(0);
    }

    /** Work that was charged will never be started. */
    void withdraw(Tag tag, int level, double work) {
        double before = share(tag, LAST);
        move(tag, level, -work);
        serve(work - (before - share(tag, LAST)));
    }

    /** From now on the tenant's share is another; what it has in line stays the same amount of work. */
    void weigh(Tag tag, double weight) {
        drop(tag);
        for (int level = 1; level <= LAST; level++) {
            double share = share(tag, level);
            tag.finish[level] = share > 0 ? now + share / weight : tag.finish[level];
        }
        tag.weight = weight;
        place(tag);
    }

    /**
     * How much work the tenant would have to be forgiven to have no more in line than this, level by level.
     *
     * @param most as {@link #inLine}
     */
    List<Double> beyond(Tag tag, double most) {
        double weightsThen = weights + (forgiven.isAhead ? 0 : forgiven.weight);
        return IntStream.rangeClosed(1, LAST)
                .mapToObj(level -> inLine(tag, level) <= most ? 0 : share(tag, level) - tag.weight * most / weightsThen)
                .toList();
    }

    /** So much of the work in line is not the tenant's own any more, level by level, or all there is. */
    void forgive(Tag tag, List<Double> work) {
        double before = share(tag, LAST);
        for (int level = 1; level <= LAST; level++) {
            tag.finish[level] -= Math.min(work.get(level - 1), share(tag, level)) / tag.weight;
        }
        place(tag);
        charge(forgiven, LAST, before - share(tag, LAST));
    }

    private void advance(Tag first) {
        double needed = (first.last() - now) * weights;
        if (credit < needed - NOTHING) {
            now += credit / weights;
            credit = 0;
        } else {
            credit = Math.max(0, credit - needed);
            now = first.last();
            drop(first);
        }
    }

    private double share(Tag tag, int level) {
        return tag.weight * Math.max(0, tag.finish[level] - now);
    }

    private static void check(int level) {
        if (level < 1 || level > LAST) {
            throw new IllegalArgumentException("levels go from 1 to " + LAST + ", this is " + level);
        }
    }

    private void move(Tag tag, int level, double work) {
        check(level);
        for (int i = level; i <= LAST; i++) {
            tag.finish[i] += work / tag.weight;
        }
        place(tag);
    }

    private void place(Tag tag) {
        if (tag.last() <= now) {
            drop(tag);
        } else if (!tag.isAhead) {
            tag.key = tag.last();
            tag.isAhead = true;
            weights += tag.weight;
            ahead.add(tag);
        } else if (tag.last() < tag.key) {
            ahead.remove(tag);
            tag.key = tag.last();
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
