package io.ordo.scheduler.scheduling;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.job.Job;
import java.util.List;

/** OpenKAT's schedules, for looking through. */
public interface ScheduleList {
    /**
     * A page of those that pass, newest first.
     *
     * @throws FilterRefused when the filter holds something only the store can judge, and it judged against it
     * @throws FilterTooSlow when there is no answer in time
     */
    Page page(Search search);

    /**
     * What is looked for.
     *
     * @param offset how many of the newest are left out, at least 0
     * @param limit the most schedules, 0 for their count alone
     */
    record Search(Filter filter, long offset, int limit) {
        public Search {
            if (offset < 0 || limit < 0) {
                throw new IllegalArgumentException("neither offset nor limit is below 0");
            }
        }
    }

    /**
     * Some of what was found.
     *
     * @param count of all that pass, exact at the moment of the page
     */
    record Page(long count, List<Job> schedules) {
        public Page {
            schedules = List.copyOf(schedules);
        }
    }
}
