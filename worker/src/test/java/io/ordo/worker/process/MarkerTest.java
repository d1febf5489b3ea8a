package io.ordo.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private static final UUID TASK = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private final Marker marker = new Marker(TASK, 1, 4);

    @Test
    void anEnvironmentWithTaskAndFenceIsTheAttempts() {
        assertThat(marker.isIn("PATH=/bin\0ORDO_FENCE=4\0ORDO_TASK_ID=" + TASK + "\0"))
                .isTrue();
        assertThat(marker.isIn("ORDO_TASK_ID=" + TASK + "\0ORDO_FENCE=4\0")).isTrue();
    }

    @Test
    void anotherAttemptOfTheTaskIsNot() {
        assertThat(marker.isIn("ORDO_FENCE=40\0ORDO_TASK_ID=" + TASK + "\0")).isFalse();
        assertThat(marker.isIn("ORDO_FENCE=14\0ORDO_TASK_ID=" + TASK + "\0")).isFalse();
    }

    @Test
    void aVariableThatOnlyEndsLikeTheMarkerIsNot() {
        assertThat(marker.isIn("ORDO_FENCE=4\0MY_ORDO_TASK_ID=" + TASK + "\0")).isFalse();
        assertThat(marker.isIn("")).isFalse();
    }
}
