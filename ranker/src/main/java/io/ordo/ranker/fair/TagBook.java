package io.ordo.ranker.fair;

import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import java.time.Duration;
import java.time.Instant;

/**
 * What each tenant of a queue has asked for and got: the memory behind {@link TenantStanding}. It is told of tasks
 * that are queued, started, settled and withdrawn, and says how far a tenant is ahead of its share.
 *
 * <p>It counts by levels, from 1 to {@link #LEVELS}: a task of level 3 adds to what its tenant has in line at level 3
 * and beyond, and its own place goes by what is in line at level 3, which is work of levels 1 to 3. So what is urgent
 * stands behind what is urgent of its tenant, and not behind all the rest. {@link io.ordo.ranker.Ranker#level} says
 * which level is a task's; whoever tells of a task tells the same each time.
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
 * and sees, after it has read what is stored, that nothing is queued stores {@link Tags#idle} instead.
 *
 * <p>For several threads; each call takes about a microsecond or less under one lock.
 */
public final class TagBook {
    /** The last level, at which all work counts. */
    public static final int LEVELS = Facts.CLASSES;

    private static final double NANOS = 1e9;

    private Account account = new Account(Tags.EMPTY);
    private TagChanges.Collector since = new TagChanges.Collector();
    private final Underway underway = new Underway();
    private int workers = 1;

    /**
     * A task of this tenant is queued.
     *
     * @param level from 1 to {@link #LEVELS}
     * @param expected how long it will probably take
     * @param now the clock of the ranking
     * @return how the tenant stood before this task: the fact its rank goes by
     */
    public synchronized TenantStanding charge(String tenant, int level, Duration expected, Instant now) {
        var standing = charged(tenant, level, expected, now);
        since.at(level, tenant).charged += seconds(expected);
        return standing;
    }

    /**
     * As {@link #charge}, of a task that is about to be queued. Others are told of it by {@link #queued}: told before,
     * it would be forgotten by whoever sees that nothing is queued. That or {@link #notQueued} must follow.
     */
    public synchronized TenantStanding chargeAhead(String tenant, int level, Duration expected, Instant now) {
        var standing = charged(tenant, level, expected, now);
        underway.add(tenant, level, expected);
        return standing;
    }

    private TenantStanding charged(String tenant, int level, Duration expected, Instant now) {
        var known = account.tenant(tenant);
        double work = seconds(expected);
        var standing = account.standing(known, level, workers, now);
        account.charge(known, level, work);
        account.use(known, work, now);
        return standing;
    }

    /** A task that was charged ahead is queued, for everybody to see. */
    public synchronized void queued(String tenant, int level, Duration expected) {
        underway.remove(tenant, level, expected);
        since.at(level, tenant).charged += seconds(expected);
    }

    /** A task that was charged ahead is not queued after all. */
    public synchronized void notQueued(String tenant, int level, Duration expected) {
        underway.remove(tenant, level, expected);
        account.withdraw(account.tenant(tenant), level, seconds(expected));
    }

    /** A task is started that was charged with so much. */
    public synchronized void started(Duration expected) {
        double work = seconds(expected);
        account.serve(work);
        since.started(work);
    }

    /** A task is over that was started: the difference between what it took and what it was charged is charged. */
    public synchronized void settled(String tenant, int level, Duration expected, Duration actual) {
        double more = seconds(actual) - seconds(expected);
        account.correct(account.tenant(tenant), level, more);
        since.at(level, tenant).corrected += more;
    }

    /** A task that was charged is gone before it was started: cancelled, or past its deadline. */
    public synchronized void withdrawn(String tenant, int level, Duration expected) {
        double work = seconds(expected);
        account.withdraw(account.tenant(tenant), level, work);
        since.at(level, tenant).withdrawn += work;
    }

    /** A task that was started is queued again with its old rank: released, or lost by its holder. */
    public synchronized void requeued(String tenant, int level, Duration expected) {
        double work = seconds(expected);
        account.charge(account.tenant(tenant), level, work);
        since.at(level, tenant).charged += work;
    }

    /** How the tenant stands now, for showing it; charges nothing. */
    public synchronized TenantStanding standing(String tenant, int level, Instant now) {
        return account.standing(tenant, level, workers, now);
    }

    /**
     * Sets what a tenant owes, at every level: a task of it that is queued now stands so far back. What it has in line
     * beyond that is forgiven; what is missing is made up and passes with time. Tasks that are queued already keep
     * their places.
     *
     * @param debt not negative
     * @param now the clock of the ranking
     */
    public synchronized void debt(String tenant, Duration debt, Instant now) {
        if (debt.isNegative()) {
            throw new IllegalArgumentException("no debt is less than nothing: " + debt);
        }
        var known = account.tenant(tenant);
        var beyond = account.beyond(known, seconds(debt) * workers);
        double until = debt.isZero() ? 0 : Account.seconds(now) + seconds(debt);
        account.forgive(known, beyond);
        account.oweUntil(known, until);
        since.forgiven(tenant, beyond);
        since.oweUntil(tenant, until);
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
        account.weigh(account.tenant(tenant), weight);
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
        underway.chargeTo(account);
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }
}
