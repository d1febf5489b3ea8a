package io.ordo.scheduler.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.filter.FilterTooSlow;
import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilteredReadsIT {
    private static final List<String> WORDS = List.of("queue");

    private final Store store = Store.create();
    private final Database database = store.database();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void whatTakesLongIsGivenUp() {
        assertThatExceptionOfType(FilterTooSlow.class)
                .isThrownBy(() -> reads(Duration.ofMillis(1)).inTime(WORDS, this::sleep))
                .satisfies(tooSlow -> assertThat(tooSlow.fault()).isEqualTo("No answer within 0.001 s by queue"));
    }

    @Test
    void whatGoesOnAfterwardsMayTakeLongAgain() {
        String limit = database.atomically(() -> {
            assertThat(reads(Duration.ofMinutes(1)).inTime(WORDS, this::limit)).isEqualTo("1min");
            return limit();
        });

        assertThat(limit).isEqualTo("0");
    }

    @Test
    void onlySoManyAreAskedAtOnce() {
        var reads = reads(Duration.ofMillis(50));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            reads.inTime(WORDS, () -> {
                var other = threads.submit(() -> reads.inTime(WORDS, this::limit));
                assertThatThrownBy(other::get).hasCauseInstanceOf(OverloadedException.class);
                return true;
            });
        }
        assertThat(reads.inTime(WORDS, this::limit)).isEqualTo("50ms");
    }

    private FilteredReads reads(Duration longest) {
        return new FilteredReads(database, longest, 1);
    }

    private List<String> sleep() {
        return database.query("SELECT cast(pg_sleep(60) AS text) AS slept", Parameters.NONE, row -> "woken");
    }

    private String limit() {
        return database.queryOne(
                        "SELECT current_setting('statement_timeout') AS longest",
                        Parameters.NONE,
                        row -> row.getString("longest"))
                .orElseThrow();
    }
}
