package io.ordo.ranker.fair;

import io.ordo.ranker.TenantStanding;
import java.time.Duration;
import java.time.Instant;

/**
 * What each tenant of a queue has asked for and got: the memory behind {@link TenantStanding}. It is told of tasks
 * that are queued, started, settled and withdrawn, and says how far a tenant is ahead of its share.
 *
 * <p>One book a queue and scheduler. Several schedulers merge theirs once a second or so through a place they share:
 *
 * <pre>
 *     var told = book.changes();                        // what happened here since the last merge
 *     var shared = stored.plus(told, now);              // in one transaction: read, add, write
 *     book.adopt(shared, told);                         // and what happened meanwhile comes on top
 * </pre>
 *
 * If the transaction fails nothing is lost: the next merge tells it again. Between merges a book does not know what
 * others were told; it may be wrong by the work they queued and started in that time, and no further. Whoever merges
 * and sees that nothing is queued stores {@link Tags#idle} instead.
 *
 * <p>For several threads; each call takes about a microsecond under one lock.
 */
public final class TagBook {
    private static final double NANOS = 1e9;

    private Account account = new Account(Tags.EMPTY);
    private TagChanges.Collector since = new TagChanges.Collector();
    private int workers = 1;

    /**
     * A task of this tenant is queued.
     *
     * @param expected how long it will probably take
     * @param now the clock of the ranking; it only ages {@link TenantStanding#usedShare}
     * @return how the tenant stood before this task: the fact its rank goes by
     */
    public synchronized TenantStanding charge(String tenant, Duration expected, Instant now) {
        var tag = account.time.tag(tenant);
        var standing = account.standing(tag, workers, now);
        double work = seconds(expected);
        account.time.charge(tag, work);
        account.use(tenant, work, now);
        since.charged(tenant, work);
        return standing;
    }

    /** A task is started that was charged with so much. */
    public synchronized void started(Duration expected) {
        account.time.serve(seconds(expected));
        since.started(seconds(expected));
    }

    /** A task is over that was started: the difference between what it took and what it was charged is charged. */
    public synchronized void settled(String tenant, Duration expected, Duration actual) {
        double more = seconds(actual) - seconds(expected);
        account.time.correct(account.time.tag(tenant), more);
        since.corrected(tenant, more);
    }

    /** A task that was charged is gone before it was started: cancelled, or past its deadline. */
    public synchronized void withdrawn(String tenant, Duration expected) {
        account.time.withdraw(account.time.tag(tenant), seconds(expected));
        since.withdrawn(tenant, seconds(expected));
    }

    /** A task that was started is queued again with its old rank: released, or lost by its holder. */
    public synchronized void requeued(String tenant, Duration expected) {
        account.time.charge(account.time.tag(tenant), seconds(expected));
        since.charged(tenant, seconds(expected));
    }

    /** How the tenant stands now, for showing it; charges nothing. */
    public synchronized TenantStanding standing(String tenant, Instant now) {
        var tag = account.time.find(tenant);
        return tag == null ? new TenantStanding(tenant, Duration.ZERO, 0) : account.standing(tag, workers, now);
    }

    /**
     * How many tasks run at once when all workers are busy.
     *
     * @param count at least 1, which it is until somebody knows better: too few makes floods look worse than they are
     */
    public synchronized void workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one worker, not " + count);
        }
        workers = count;
    }

    /**
     * How large a tenant's share is, beside those of the others.
     *
     * @param weight more than 0; 1 for whom nothing is said
     */
    public synchronized void weight(String tenant, double weight) {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("a weight must be more than 0, was " + weight);
        }
        account.weigh(tenant, weight);
        since.weighed(tenant, weight);
    }

    /** The whole book, as of now. */
    public synchronized Tags tags() {
        return account.tags();
    }

    /** What happened since the last {@link #adopt}. */
    public synchronized TagChanges changes() {
        return since.changes();
    }

    /**
     * Takes over what all books together know.
     *
     * @param shared has {@code told} in it
     * @param told as {@link #changes} returned it since the last time
     */
    public synchronized void adopt(Tags shared, TagChanges told) {
        since = since.without(told);
        account = new Account(shared);
        account.apply(since.changes());
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }
}
