package io.ordo.ranker.simulation;

import io.ordo.ranker.Fact;
import io.ordo.ranker.Facts;
import io.ordo.ranker.Ranker;
import io.ordo.ranker.TenantStanding;
import io.ordo.ranker.TimeAxisRanker;
import io.ordo.ranker.fair.TagBook;
import io.ordo.ranker.fair.UrgencyBook;
import io.ordo.ranker.history.DurationBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of a {@link Simulation} as a scheduler keeps its own, and gathers from them what a ranker may know.
 */
final class Desk {
    private final Ranker ranker;
    private final List<RecordedTask> tasks;
    private final Duration[] expected;
    private final byte[] levels;
    private final long[] ranks;
    private final boolean countsDebt;
    private final @Nullable Lookahead lookahead;
    private final TagBook tags = new TagBook();
    private final UrgencyBook urgency = new UrgencyBook();
    private final DurationBook durations = new DurationBook();
    private boolean isAsked;

    Desk(Ranker ranker, Workload workload) {
        this.ranker = ranker;
        tasks = workload.tasks();
        expected = new Duration[tasks.size()];
        levels = new byte[tasks.size()];
        ranks = new long[tasks.size()];
        countsDebt = ranker.looksAt(Fact.DEBT);
        lookahead = ranker instanceof TimeAxisRanker axis && ranker.looksAt(Fact.LATENESS)
                ? new Lookahead(axis.bound())
                : null;
        workload.tenants().forEach((tenant, terms) -> {
            tags.weight(tenant, terms.weight());
            var budget = terms.budget();
            if (budget != null) {
                urgency.budget(tenant, budget, Instant.EPOCH);
            }
        });
    }

    void workers(int count) {
        isAsked = count > 0;
        tags.workers(Math.max(1, count));
    }

    /** The time is this, in microseconds, and nothing of what happens now has happened yet. */
    void look(long now) {
        if (lookahead != null) {
            lookahead.look(now, isAsked);
        }
    }

    Facts facts(int number) {
        var task = tasks.get(number);
        var more = task.more();
        var takes = more.expected() != null ? more.expected() : durations.expected(more.job(), more.kind());
        boolean overBudget = task.priority() == 1 && !urgency.spend(task.tenant(), takes, task.arrival());
        expected[number] = takes;
        levels[number] = (byte) ranker.level(task.priority(), overBudget);
        return Facts.at(task.arrival(), task.priority())
                .overBudget(overBudget)
                .deadline(more.deadline())
                .expected(takes)
                .tenant(standing(number))
                .lateness(lateness(task, takes))
                .created(more.created())
                .dataTime(more.dataTime())
                .lastRun(more.lastRun())
                .failures(more.failures())
                .build();
    }

    void queue(int number, long rank) {
        ranks[number] = rank;
        if (lookahead != null) {
            lookahead.queue(number, rank);
        }
    }

    void start(int number) {
        if (lookahead != null) {
            lookahead.start(number, ranks[number]);
        }
        if (isCharged(number)) {
            tags.started(expected[number]);
        }
    }

    void end(int number) {
        var task = tasks.get(number);
        durations.settled(task.more().job(), task.more().kind(), task.duration());
        if (isCharged(number)) {
            tags.settled(task.tenant(), levels[number], expected[number], task.duration());
        }
    }

    void withdraw(int number) {
        if (lookahead != null) {
            lookahead.leave(number, ranks[number]);
        }
        if (isCharged(number)) {
            tags.withdrawn(tasks.get(number).tenant(), levels[number], expected[number]);
        }
    }

    private Duration lateness(RecordedTask task, Duration takes) {
        var deadline = task.more().deadline();
        return lookahead == null || deadline == null
                ? Duration.ZERO
                : lookahead.lateness(task.arrival(), deadline.minus(takes));
    }

    /** A task of nobody has no debt. */
    private boolean isCharged(int number) {
        return countsDebt && !tasks.get(number).tenant().isEmpty();
    }

    private @Nullable TenantStanding standing(int number) {
        var task = tasks.get(number);
        if (isCharged(number)) {
            return tags.charge(task.tenant(), levels[number], expected[number], task.arrival());
        }
        return task.tenant().isEmpty() ? null : new TenantStanding(task.tenant(), Duration.ZERO, 0);
    }
}
