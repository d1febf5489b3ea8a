package io.ordo.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;

/**
 * What was acknowledged, to be held against the database: tasks pushed, tasks popped, each once, and tasks completed.
 * For one thread.
 */
public final class Ledger {
    private static final int MOST_MISMATCHES = 20;

    private final List<String> mismatches = new ArrayList<>();
    private Fingerprints seen = new Fingerprints();
    private long pushed;
    private long popped;
    private long completed;

    /** Tasks were acknowledged. */
    public void pushed(long tasks) {
        pushed += tasks;
    }

    /** Tasks were handed out. One that was handed out before is a mismatch: every lease is settled before it ends. */
    public void popped(Popped tasks) {
        popped += tasks.size();
        for (int index = 0; index < tasks.size(); index++) {
            int from = index * Popped.ID_LENGTH;
            if (!seen.add(tasks.ids(), from)) {
                mismatch("handed out twice: task " + new String(tasks.ids(), from, Popped.ID_LENGTH, US_ASCII));
            }
        }
    }

    /** Tasks were acknowledged, arrived at their target, and are settled. */
    public void dispatched(long tasks) {
        pushed += tasks;
        popped += tasks;
        completed += tasks;
    }

    /** Settlements were answered. */
    public void settled(int asked, int done) {
        completed += done;
        if (asked != done) {
            mismatch("of " + asked + " settlements " + done + " completed their task");
        }
    }

    /** What another ledger holds was acknowledged, too. No task may be in both. */
    public void add(Ledger other) {
        pushed += other.pushed;
        popped += other.popped;
        completed += other.completed;
        other.mismatches.forEach(this::mismatch);
    }

    /** Tasks that wait in the queue by what was acknowledged. */
    public long queued() {
        return pushed - popped;
    }

    /** Compares with what the database holds, and begins anew, for a database that does. */
    public void close(long tasksInDatabase, long completedInDatabase) {
        compare("tasks pushed", pushed, tasksInDatabase);
        compare("tasks completed", completed, completedInDatabase);
        seen = new Fingerprints();
        pushed = 0;
        popped = 0;
        completed = 0;
    }

    private void compare(String what, long acknowledged, long stored) {
        if (acknowledged != stored) {
            mismatch(what + ": acknowledged " + acknowledged + ", in the database " + stored);
        }
    }

    /** What did not fit, oldest first, the first {@value #MOST_MISMATCHES}; empty when everything did. */
    public List<String> mismatches() {
        return List.copyOf(mismatches);
    }

    private void mismatch(String what) {
        if (mismatches.size() < MOST_MISMATCHES) {
            mismatches.add(what);
        }
    }
}
