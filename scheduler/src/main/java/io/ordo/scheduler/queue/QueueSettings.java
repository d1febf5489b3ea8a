package io.ordo.scheduler.queue;

import io.ordo.scheduler.work.FlowLimits;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about a queue.
 *
 * @param ranker orders it
 * @param maxsize the most queued tasks, 0 for no limit; a task of priority 1 always enters
 * @param identity what a push may do to a queued task of the same identity
 * @param lease how long a lease lasts whose holder asks for no length
 * @param maxDeaths how many holders a task may outlive before it is failed, 1 to 100
 * @param retry how failed attempts of pushed tasks are repeated that say nothing of it
 * @param timeout how long an attempt of a pushed task may take that says nothing of it
 * @param limits how much of the queue may be under way
 * @param itemSchema the JSON Schema every pushed payload must satisfy, as JSON; null for any payload
 * @param kat what makes it a queue of OpenKAT; null for a queue of any other use
 * @param events whether the moves of its tasks are told as events
 * @param isDispatched whether the scheduler pushes its tasks to their targets, and no worker pops them
 */
public record QueueSettings(
        RankerVersion ranker,
        int maxsize,
        IdentityRules identity,
        Duration lease,
        int maxDeaths,
        RetryPolicy retry,
        Duration timeout,
        FlowLimits limits,
        @Nullable String itemSchema,
        @Nullable KatRules kat,
        boolean events,
        boolean isDispatched) {
    /** What a queue is whose maker decided nothing. */
    public static final QueueSettings DEFAULT = new QueueSettings(
            RankerVersion.named("balanced").orElseThrow(),
            0,
            IdentityRules.STRICT,
            Duration.ofSeconds(60),
            3,
            RetryPolicy.DEFAULT,
            Work.DEFAULT_TIMEOUT,
            FlowLimits.NONE,
            null,
            null,
            false,
            false);

    /** The largest limit of queued tasks; a queue without limit may grow beyond. */
    public static final int LARGEST_MAXSIZE = 10_000_000;

    /** The most deaths a queue may be patient with. */
    public static final int MOST_DEATHS = 100;

    public QueueSettings {
        if (maxsize < 0 || maxsize > LARGEST_MAXSIZE) {
            throw new IllegalArgumentException("maxsize must be 0 to " + LARGEST_MAXSIZE + ", was " + maxsize);
        }
        if (maxDeaths < 1 || maxDeaths > MOST_DEATHS) {
            throw new IllegalArgumentException("maxDeaths must be 1 to " + MOST_DEATHS + ", was " + maxDeaths);
        }
    }

    /** These, with another ranker. */
    public QueueSettings rankedBy(RankerVersion other) {
        return new QueueSettings(
                other,
                maxsize,
                identity,
                lease,
                maxDeaths,
                retry,
                timeout,
                limits,
                itemSchema,
                kat,
                events,
                isDispatched);
    }

    /** These, with events or without. */
    public QueueSettings telling(boolean others) {
        return new QueueSettings(
                ranker,
                maxsize,
                identity,
                lease,
                maxDeaths,
                retry,
                timeout,
                limits,
                itemSchema,
                kat,
                others,
                isDispatched);
    }
}
