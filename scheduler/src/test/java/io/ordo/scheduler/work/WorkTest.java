package io.ordo.scheduler.work;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT1M, priority",
        "-1, PT1M, priority",
        "1, PT0S, timeout",
        "1, PT-1S, timeout",
        "1, PT168H1S, timeout"
    })
    void workOutOfBoundsIsRefused(int priority, Duration timeout, String name) {
        assertThatThrownBy(() -> new Work("default", null, priority, "{}", RetryPolicy.DEFAULT, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " must be ");
    }
}
