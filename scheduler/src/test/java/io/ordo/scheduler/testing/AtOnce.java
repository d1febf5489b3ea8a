package io.ordo.scheduler.testing;

import io.ordo.scheduler.commit.Commits;
import java.util.function.Supplier;

/** No transaction is ever going on: everything is done at once. */
public final class AtOnce implements Commits {
    @Override
    public <T> T together(Supplier<T> work) {
        return work.get();
    }

    @Override
    public boolean isOngoing() {
        return false;
    }

    @Override
    public void afterwards(Runnable work) {
        work.run();
    }

    @Override
    public void unless(Runnable work) {}

    @Override
    public boolean isAway(Throwable failure) {
        return false;
    }
}
