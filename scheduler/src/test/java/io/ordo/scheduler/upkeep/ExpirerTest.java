package io.ordo.scheduler.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.task.Withdrawn;
import io.ordo.scheduler.testing.Rankings;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpirerTest {
    /** Pending and queued tasks are two scans: together they may find more than one batch. */
    @ParameterizedTest
    @CsvSource({"0, false", "499, false", "500, true", "700, true", "1000, true"})
    void aFullBatchSaysThatThereMayBeMore(int overdue, boolean more) {
        var task = new Withdrawn(new UUID(0, 1), "default", null);
        var expirer = new Expirer(_ -> Collections.nCopies(overdue, task), Rankings.by("fifo"));
        assertThat(expirer.runOnce()).isEqualTo(more);
    }
}
