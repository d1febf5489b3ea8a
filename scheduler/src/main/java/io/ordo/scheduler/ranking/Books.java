package io.ordo.scheduler.ranking;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.ahead.Outlook;
import io.ordo.ranker.fair.TagBook;
import io.ordo.ranker.fair.TagChanges;
import io.ordo.ranker.fair.Tags;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.ranker.fair.UrgencyBook;
import io.ordo.ranker.history.DurationBook;
import io.ordo.scheduler.choosing.Reservoir;
import io.ordo.scheduler.task.Charge;
import io.ordo.scheduler.tenant.Agreement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is remembered of one queue, so that its ranker need not: debts, urgency, durations. For several threads. */
final class Books {
    /** What durations are kept under of which nothing else is known than their queue. */
    private static final String ANY_SORT = "";

    /** So many running tasks are known by their sort: enough to learn from. */
    private static final int MOST_RUNNING = 10_000;

    /** Who ranks a queue again comes to its next tasks within this time. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    /** As many as a sketch remembers: of so many tasks that were popped elsewhere the sort is looked up at once. */
    private static final int MOST_UNSORTED = 256;

    final TagBook tags = new TagBook();
    final UrgencyBook urgency = new UrgencyBook();
    final DurationBook durations = new DurationBook();

    private Map<String, Agreement> agreed = Map.of();
    private int workers = 1;
    private @Nullable Line anew;

    private final Map<UUID, String> running = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > MOST_RUNNING;
        }
    };

    /** Tasks that ended here and were popped at another scheduler. */
    private final Reservoir<Ended> unsorted =
            new Reservoir<>(MOST_UNSORTED, () -> ThreadLocalRandom.current().nextLong());

    /** How far the queue reaches, as somebody saw it a moment ago; null when nobody did. */
    private volatile @Nullable Outlook outlook;

    private volatile boolean hasNewDeadlines;

    /** What a ranker may know, with what the tenant is charged for it; until its bill is settled nobody else knows. */
    Charged charge(Panel panel, Asking asking, Instant now) {
        var newcomer = asking.newcomer();
        var expected = panel.needsDuration() ? expected(newcomer) : null;
        var takes = expected == null ? Facts.UNKNOWN_DURATION : expected;
        var tenant = newcomer.tenant();
        boolean asks = asking.overBudget() == null && asksToBeUrgent(panel, newcomer);
        boolean isUrgent = asks && urgency.spend(Objects.requireNonNull(tenant), takes, now);
        boolean overBudget = asking.overBudget() == null ? asks && !isUrgent : asking.overBudget();
        var level = tenant == null ? null : panel.level(newcomer.priority(), overBudget);
        var standing = tenant == null
                ? null
                : level == null
                        ? new TenantStanding(tenant, Duration.ZERO, 0)
                        : tags.chargeAhead(tenant, level, takes, now);
        var facts = facts(newcomer, takes, standing, now)
                .overBudget(overBudget)
                .lastRun(asking.lastRun())
                .build();
        var bill = new Bill(this, tenant, level, isUrgent ? now : null, takes);
        return new Charged(new Known(facts, expected, level), bill);
    }

    /** Whether a task counts as urgent only within the budget of its tenant. */
    static boolean asksToBeUrgent(Panel panel, Newcomer newcomer) {
        return newcomer.priority() == 1 && newcomer.tenant() != null && panel.looksAt(Fact.CLASS);
    }

    /** As {@link #charge}, of a task whose tenant was charged before, or is not to be. */
    Facts.Builder facts(Newcomer newcomer, Duration takes, @Nullable TenantStanding standing, Instant now) {
        return Facts.at(newcomer.arrival(), newcomer.priority())
                .deadline(newcomer.deadline())
                .expected(takes)
                .tenant(standing)
                .lateness(lateness(newcomer.deadline(), takes, now))
                .created(newcomer.created())
                .dataTime(newcomer.dataAt())
                .failures(newcomer.failures());
    }

    private Duration lateness(@Nullable Instant deadline, Duration takes, Instant now) {
        if (deadline == null) {
            return Duration.ZERO;
        }
        hasNewDeadlines = true;
        var seen = outlook;
        return seen == null ? Duration.ZERO : seen.lateness(now, deadline.minus(takes));
    }

    /** Somebody looked how far the queue reaches. */
    void foresee(Outlook seen) {
        outlook = seen;
    }

    /** Whether tasks with deadlines were ranked since this was asked last. */
    boolean takeNewDeadlines() {
        boolean had = hasNewDeadlines;
        hasNewDeadlines = false;
        return had;
    }

    Books(Map<String, Agreement> terms) {
        agree(terms);
    }

    /**
     * The line of the queue as those tasks make it up anew, one after the other, that are ranked again because their
     * queue has this ranker now: what they were charged stays in the other book.
     */
    synchronized TagBook anew(long ranker, Instant now) {
        var line = anew;
        if (line == null
                || line.ranker() != ranker
                || line.usedAt().plus(FORGOTTEN).isBefore(now)) {
            line = new Line(ranker, new TagBook(), now);
            line.tags().workers(workers);
            var tags = line.tags();
            agreed.keySet()
                    .forEach(tenant -> tags.weight(tenant, terms(agreed, tenant).weight()));
        }
        anew = new Line(ranker, line.tags(), now);
        return line.tags();
    }

    /** What was agreed with the tenants from now on. Who is told of no more has the usual terms again. */
    synchronized void agree(Map<String, Agreement> terms) {
        if (terms.equals(agreed)) {
            return;
        }
        var all = new HashSet<>(agreed.keySet());
        all.addAll(terms.keySet());
        for (var tenant : all) {
            var now = terms(terms, tenant);
            var before = terms(agreed, tenant);
            if (now.weight() != before.weight()) {
                tags.weight(tenant, now.weight());
            }
            if (now.budget() == null) {
                urgency.unlimited(tenant);
            } else if (!now.budget().equals(before.budget())) {
                urgency.budget(
                        tenant,
                        now.budget(),
                        Objects.requireNonNull(terms.get(tenant)).updatedAt());
            }
        }
        agreed = terms;
    }

    private static TenantTerms terms(Map<String, Agreement> agreements, String tenant) {
        var agreement = agreements.get(tenant);
        return agreement == null ? TenantTerms.USUAL : agreement.terms();
    }

    /** Takes over what all books together know. The weights in them may be those of long ago: agreed is agreed. */
    synchronized void adopt(Tags shared, TagChanges told) {
        tags.adopt(shared, told);
        shared.tenants().forEach((tenant, stored) -> {
            double weight = terms(agreed, tenant).weight();
            if (stored.weight() != weight) {
                tags.weight(tenant, weight);
            }
        });
    }

    QueueStanding standing(String queue, String tenant, Instant now) {
        var debts = IntStream.rangeClosed(1, TagBook.LEVELS)
                .mapToObj(level -> tags.standing(tenant, level, now).debt())
                .toList();
        double usedShare = tags.standing(tenant, TagBook.LEVELS, now).usedShare();
        return new QueueStanding(queue, debts, usedShare, urgency.left(tenant, now));
    }

    /** So many tasks run at once when all workers are busy. */
    synchronized void workers(int count) {
        workers = count;
        tags.workers(count);
    }

    Duration expected(Newcomer newcomer) {
        return durations.expected(newcomer.sort(), ANY_SORT);
    }

    void started(UUID task, @Nullable String sort, @Nullable Charge charge) {
        if (charge != null) {
            tags.started(charge.expected());
        }
        synchronized (running) {
            running.put(task, sort == null ? ANY_SORT : sort);
        }
    }

    void settled(UUID task, @Nullable Charge charge, Duration ran) {
        String sort;
        synchronized (running) {
            sort = running.remove(task);
        }
        if (sort == null) {
            unsorted.offer(new Ended(task, ran));
        }
        durations.settled(ANY_SORT.equals(sort) ? null : sort, ANY_SORT, ran);
        if (charge != null) {
            tags.settled(charge.tenant(), charge.level(), charge.expected(), ran);
        }
    }

    /** It could not be found out what sort they were; the next {@link #takeUnsorted} has them again. */
    void giveBack(List<Ended> tasks) {
        tasks.forEach(unsorted::offer);
    }

    /** Some of the tasks that ended here since this was asked last, of which nobody knew what sort they were. */
    List<Ended> takeUnsorted() {
        return unsorted.empty();
    }

    /** A task that ended. */
    record Ended(UUID task, Duration ran) {}

    /**
     * What is known of a newcomer.
     *
     * @param expected null when the ranker does not want to know
     * @param level the class its tenant was charged in; null when nobody was
     */
    record Known(
            Facts facts,
            @Nullable Duration expected,
            @Nullable Integer level) {}

    /** What stands in line of the tasks that were ranked again by a ranker, and until when that went on. */
    private record Line(long ranker, TagBook tags, Instant usedAt) {}

    /** What is known of a newcomer, and what it cost. */
    record Charged(Known known, Bill bill) {}

    /**
     * A task that is to be ranked.
     *
     * @param lastRun when the same work was done last; null when it never was, or nobody wants to know
     * @param overBudget whether the urgency budget of its tenant did not cover it; null when that is to be found out
     */
    record Asking(
            Newcomer newcomer,
            @Nullable Instant lastRun,
            @Nullable Boolean overBudget) {}
}
