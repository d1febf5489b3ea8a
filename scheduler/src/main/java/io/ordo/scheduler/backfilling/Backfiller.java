package io.ordo.scheduler.backfilling;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.backfilling.Backfill.Progress;
import io.ordo.scheduler.backfilling.Fates.Fate;
import io.ordo.scheduler.backfilling.PastTimes.PastTime;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.job.JobStatus;
import io.ordo.scheduler.ledger.Ledger;
import io.ordo.scheduler.ledger.Occurrence;
import io.ordo.scheduler.ledger.Occurrence.Outcome;
import io.ordo.scheduler.planning.DueJob;
import io.ordo.scheduler.planning.JobTasks;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.scheduling.Roster;
import io.ordo.scheduler.scheduling.Timetable;
import io.ordo.scheduler.task.NewTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries backfills out, a step at a time. The tasks of a step, what the ledger says of them and how far the backfill
 * is are one transaction, so a planned time gets its task once, whoever dies.
 */
public final class Backfiller {
    private static final Logger LOG = LoggerFactory.getLogger(Backfiller.class);

    /** Planned times that one step looks at: most need no task where much ran. */
    private static final int LOOK = 500;

    /** How soon a backfill looks again whose job allows one task at a time, and has one: twice as late each time. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Commits commits;
    private final Backfills backfills;
    private final PastTimes past;
    private final Ledger ledger;
    private final Making making;

    /** How long those waited last that found a task in their way, or failed. */
    private final Map<UUID, Duration> waits = new ConcurrentHashMap<>();

    public Backfiller(Commits commits, Backfills backfills, PastTimes past, Ledger ledger, Making making) {
        this.commits = commits;
        this.backfills = backfills;
        this.past = past;
        this.ledger = ledger;
        this.making = making;
    }

    /**
     * Goes a step on with one backfill, if one may go on. One whose step fails is put off, and stands in nobody's way.
     *
     * @return whether there may be more
     */
    public boolean runOnce() {
        var taken = new AtomicReference<@Nullable Backfill>();
        try {
            return commits.together(() -> {
                var next = backfills.take();
                next.ifPresent(backfill -> {
                    taken.set(backfill);
                    step(backfill);
                });
                return next.isPresent();
            });
        } catch (RuntimeException failed) {
            var backfill = taken.get();
            if (backfill == null || commits.isAway(failed)) {
                throw failed;
            }
            putOff(backfill.id(), failed);
            return true;
        }
    }

    private void putOff(UUID backfill, RuntimeException failed) {
        var pause = waitLonger(backfill);
        backfills.putOff(backfill, pause);
        LOG.error("backfill_failing backfill={} next=tried_again_in_{}s", backfill, pause.toSeconds(), failed);
    }

    private void step(Backfill backfill) {
        var held = past.hold(backfill.order().window().job());
        if (held.isEmpty() || held.get().job().draft().status() == JobStatus.COMPLETED) {
            fail(backfill, "job_ended");
        } else if (!isReadable(held.get())) {
            fail(backfill, "cannot_be_made");
        } else {
            go(backfill, held.get());
        }
    }

    private void go(Backfill backfill, DueJob due) {
        int most = most(backfill, due);
        if (most == 0) {
            backfills.save(backfill.at(backfill.progress()), waitLonger(backfill.id()));
            return;
        }
        commits.afterwards(() -> waits.remove(backfill.id()));
        var times = backfills.next(backfill.id(), LOOK);
        decide(due, times);
        var step = look(backfill, due, past.of(due.job().id(), times), most);
        make(due, step.wanted());
        var after = backfill.at(step.progress());
        backfills.save(after, backfill.order().pause(step.wanted().size()));
        if (!after.status().isOpen()) {
            int made = step.progress().made();
            commits.afterwards(() -> LOG.info("backfill_done backfill={} made={}", backfill.id(), made));
        }
    }

    private void fail(Backfill backfill, String reason) {
        waits.remove(backfill.id());
        backfills.save(backfill.failed(reason), Duration.ZERO);
        commits.afterwards(() -> LOG.info("backfill_failed backfill={} reason={}", backfill.id(), reason));
    }

    /** Nothing is written yet, and nobody but the schedule is asked: whatever is thrown is its fault. */
    private boolean isReadable(DueJob due) {
        try {
            making.timetable().nextDue(due.job(), due.now());
            return true;
        } catch (RuntimeException refused) {
            LOG.error(
                    "schedule_unreadable job={} next=mend_it_and_backfill_anew",
                    due.job().id(),
                    refused);
            return false;
        }
    }

    private Duration waitLonger(UUID backfill) {
        if (waits.size() > Backfills.MOST_OPEN) {
            waits.clear(); // some were cancelled while they waited
        }
        return waits.merge(backfill, FIRST_WAIT, (last, _) -> min(last.multipliedBy(2), LONGEST_WAIT));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A paused job keeps what passed since undecided: what is backfilled of it must stand in the ledger first. */
    private void decide(DueJob due, List<Instant> times) {
        var job = due.job();
        var next = job.timing().next();
        if (job.draft().status() == JobStatus.PAUSED
                && next != null
                && !times.isEmpty()
                && !times.getLast().isBefore(Timetable.planned(job, next))) {
            making.roster().skipPassed(job.id());
        }
    }

    /** Goes through the times until as many are wanted as may be made. */
    private Step look(Backfill backfill, DueJob due, List<PastTime> times, int most) {
        var fates = Fates.of(due, backfill.order().rerun(), times, past);
        var wanted = new ArrayList<PastTime>();
        int ran = 0;
        int open = 0;
        for (var time : times) {
            var fate = fates.of(time);
            if (fate == Fate.WANTED && wanted.size() == most) {
                break;
            }
            switch (fate) {
                case WANTED -> wanted.add(time);
                case RAN -> ran++;
                case OPEN -> open++;
            }
        }
        var before = backfill.progress();
        var after = new Progress(
                before.total(),
                before.done() + wanted.size() + ran + open,
                before.made() + wanted.size(),
                before.ran() + ran,
                before.open() + open);
        return new Step(wanted, after);
    }

    /** One after the other where tasks must not be beside each other. */
    private static int most(Backfill backfill, DueJob due) {
        if (JobTasks.identity(due.job()) != null) {
            return due.live().isEmpty() ? 1 : 0;
        }
        return Math.max(1, (int) backfill.order().rate());
    }

    private void make(DueJob due, List<PastTime> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        var job = due.job();
        var tasks = wanted.stream()
                .map(time -> making.tasks().late(due, time.at(), time.task()))
                .toList();
        var cuts = Cuts.of(making.timetable().schedule(job), wanted);
        past.forget(job.id(), cuts.firsts());
        ledger.note(Stream.concat(cuts.pieces().stream(), ran(wanted, tasks)).toList());
        var made = past.make(making.ranking().admit(tasks));
        commits.afterwards(() -> made.announceTo(making.arrivals()));
    }

    /** The first task of a planned time stays the one in the ledger; those that do it again say so themselves. */
    private static Stream<Occurrence> ran(List<PastTime> wanted, List<NewTask> tasks) {
        return IntStream.range(0, wanted.size())
                .filter(i -> {
                    var noted = wanted.get(i).noted();
                    return noted == null || noted.outcome() != Outcome.RAN;
                })
                .mapToObj(i -> Occurrence.ran(tasks.get(i).task()));
    }

    /** What of a job becomes tasks, and who hears of them. */
    public record Making(Timetable timetable, Roster roster, JobTasks tasks, Ranking ranking, Arrivals arrivals) {}

    private record Step(List<PastTime> wanted, Progress progress) {}
}
