package io.ordo.scheduler.pacing;

import java.util.UUID;

/** Brings together, about once a second, what the schedulers know of the pace of the queues. */
public final class Pacemaker {
    private static final int ROUNDS_UNTIL_FORGETTING = 60;

    private final Paces paces;
    private final SharedPaces shared;
    private final UUID scheduler;
    private int rounds;

    /** @param scheduler tells this one from all others there are and were */
    public Pacemaker(Paces paces, SharedPaces shared, UUID scheduler) {
        this.paces = paces;
        this.shared = shared;
        this.scheduler = scheduler;
    }

    /**
     * Tells and hears once. What cannot be told now is told with what comes next.
     *
     * @return false: there is never more at once
     */
    public boolean runOnce() {
        var news = paces.news();
        if (!news.isEmpty()) {
            shared.tell(scheduler, news);
        }
        paces.hear(shared.others(scheduler));
        rounds++;
        if (rounds % ROUNDS_UNTIL_FORGETTING == 0) {
            shared.forget();
        }
        return false;
    }
}
