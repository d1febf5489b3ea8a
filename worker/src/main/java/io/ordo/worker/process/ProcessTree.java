package io.ordo.worker.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child and everything it started. Killing it takes three nets, since each has a hole: the process group
 * misses who called setsid, the descendants miss who was orphaned, and the table of processes is read while
 * processes are born. So it is read again until nobody is found.
 */
final class ProcessTree {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final int MAX_PASSES = 100;
    private static final int MILLIS_BETWEEN_PASSES = 5;

    private final ProcessHandle leader;
    private final Marker marker;
    private final boolean ownSession;

    /**
     * @param ownSession whether the leader's pid names a session and a process group
     */
    ProcessTree(ProcessHandle leader, Marker marker, boolean ownSession) {
        this.leader = leader;
        this.marker = marker;
        this.ownSession = ownSession;
    }

    /**
     * Kills whoever lives. To be called after a good end too: nothing in the background survives its attempt.
     * An interrupt cuts pauses short but ends no sweep, which has its bound; it is there again afterwards.
     */
    void kill() {
        boolean interrupted = false;
        List<ProcessHandle> living = living();
        leader.descendants().forEach(living::add);
        for (int pass = 0; pass < MAX_PASSES && !living.isEmpty(); pass++) {
            interrupted |= killOnce(living);
            living = living();
        }
        if (!living.isEmpty()) {
            LOG.warn("Processes survived the attempt task={} pids={}", marker.taskId(), pids(living));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether it was interrupted; the next pass makes up for what that cut short. */
    private boolean killOnce(List<ProcessHandle> living) {
        try {
            killGroup();
            living.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_PASSES);
            return false;
        } catch (InterruptedException _) {
            return true;
        }
    }

    /** The leader first: a shell that sees its children die says so in the log. */
    private List<ProcessHandle> living() {
        List<ProcessHandle> living = new ArrayList<>();
        if (leader.isAlive()) {
            living.add(leader);
        }
        living.addAll(ProcessTable.find(this::isMember));
        return living;
    }

    private boolean isMember(ProcessTable.Entry process) {
        boolean inSession = ownSession && process.session() == leader.pid();
        return inSession || marker.isIn(process.environ());
    }

    /** All at once, so that a process which forks without end cannot outrun us. Java has no word for it. */
    private void killGroup() throws InterruptedException {
        if (!ownSession) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + leader.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.warn("Process group not killed task={} error={}", marker.taskId(), e.getMessage());
        }
    }

    private static List<Long> pids(List<ProcessHandle> processes) {
        return processes.stream().map(ProcessHandle::pid).toList();
    }
}
