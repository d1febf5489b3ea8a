package io.ordo.scheduler.testing;

import io.ordo.scheduler.commit.Commits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Transactions of one thread; one that the test begins goes on until the test ends it. */
public final class OpenTransaction implements Commits {
    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<Runnable> otherwise = new ArrayList<>();
    private boolean isOngoing;

    /** From now on everything waits for the end. */
    public void begin() {
        isOngoing = true;
    }

    /** Ends it well. */
    public void commit() {
        end(afterwards);
    }

    /** Nothing of it happened. */
    public void rollBack() {
        end(otherwise);
    }

    private void end(List<Runnable> works) {
        isOngoing = false;
        var due = List.copyOf(works);
        afterwards.clear();
        otherwise.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return work.get();
    }

    @Override
    public boolean isOngoing() {
        return isOngoing;
    }

    @Override
    public void afterwards(Runnable work) {
        if (isOngoing) {
            afterwards.add(work);
        } else {
            work.run();
        }
    }

    @Override
    public void unless(Runnable work) {
        if (isOngoing) {
            otherwise.add(work);
        }
    }

    @Override
    public boolean isAway(Throwable failure) {
        return false;
    }
}
