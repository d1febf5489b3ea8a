package io.ordo.scheduler.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.queue.Backlog;
import io.ordo.scheduler.queue.Backlogs;
import io.ordo.scheduler.queue.Backlogs.Size;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacklogsIT {
    private static final String QUEUED = """
            INSERT INTO ready (task_id, queue, rank, seq, priority, arrived_at, ranker, offsets)
            SELECT gen_random_uuid(), ?, number, nextval('task_seq'), 3, app_now(), 0, '{}'
            FROM generate_series(1, ?) AS number
            """;

    private static final String PENDING = """
            INSERT INTO waiting (task_id, queue, due_at, seq)
            SELECT gen_random_uuid(), ?, app_now() + interval '1 day', nextval('task_seq')
            FROM generate_series(1, ?) AS number
            """;

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Database database = scheduler.bean(Database.class);
    private final Backlogs backlogs = scheduler.bean(Backlogs.class);

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aBacklogIsExactUpToItsBoundAndAboutRightBeyond() {
        fill(QUEUED, "default", Backlog.EXACT);
        fill(PENDING, "default", Backlog.EXACT);
        var exact = backlogs.of("default").orElseThrow();

        fill(QUEUED, "default", 50_000);
        fill(PENDING, "default", 1);
        var estimated = Objects.requireNonNull(backlogs.all().get("default"));

        assertThat(exact).isEqualTo(new Backlog(Backlog.EXACT, Backlog.EXACT, false, 0, null));
        assertThat(estimated.isEstimated()).isTrue();
        assertThat(estimated.queued()).isBetween(Backlog.EXACT + 1L, 300_000L);
        assertThat(estimated.pending()).isBetween(Backlog.EXACT + 1L, 300_000L);
    }

    @Test
    void openKatCountsToTheLastTask() {
        fill(QUEUED, "report", Backlog.EXACT + 1);

        assertThat(backlogs.ofKat("report")).isEqualTo(new Size(Backlog.EXACT + 1L, null));
        assertThat(backlogs.ofKat()).containsEntry("report", new Size(Backlog.EXACT + 1L, null));
        assertThat(backlogs.ofKat("default")).isEqualTo(Size.NONE);
        assertThat(backlogs.isAnyQueued("report")).isTrue();
        assertThat(backlogs.isAnyQueued("boefje")).isFalse();
    }

    private void fill(String sql, String queue, int tasks) {
        database.update(sql, statement -> {
            statement.setString(1, queue);
            statement.setInt(2, tasks);
        });
    }
}
