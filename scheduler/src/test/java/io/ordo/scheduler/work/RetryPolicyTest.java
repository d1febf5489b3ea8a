package io.ordo.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "1, PT1M",
        "2, PT2M",
        "3, PT4M",
        "11, PT17H4M",
        "12, PT24H",
        "100, PT24H",
    })
    void eachRetryWaitsLongerByTheFactorAndNeverLongerThanADay(int retry, Duration delay) {
        assertThat(new RetryPolicy(100, Duration.ofMinutes(1), 2).delayBefore(retry))
                .isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 3, PT2M15S", "1, 100, PT1M", "10, 3, PT1H40M", "10, 100, PT24H"})
    void anyFactorFromOneToTenWillDo(double factor, int retry, Duration delay) {
        assertThat(new RetryPolicy(100, Duration.ofMinutes(1), factor).delayBefore(retry))
                .isEqualTo(delay);
    }

    @Test
    void aDelayOfZeroStaysZero() {
        assertThat(new RetryPolicy(100, Duration.ZERO, 10).delayBefore(100)).isZero();
    }

    @Test
    void byDefaultThreeRetriesComeAfterOneTwoAndFourMinutes() {
        assertThat(RetryPolicy.DEFAULT.maxRetries()).isEqualTo(3);
        assertThat(RetryPolicy.DEFAULT.delayBefore(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryPolicy.DEFAULT.delayBefore(3)).isEqualTo(Duration.ofMinutes(4));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, PT1M, 2, maxRetries",
        "101, PT1M, 2, maxRetries",
        "3, PT-0.001S, 2, delay",
        "3, PT24H0.001S, 2, delay",
        "3, PT1M, 0.99, backoffFactor",
        "3, PT1M, 10.01, backoffFactor",
        "3, PT1M, NaN, backoffFactor",
    })
    void aPolicyOutOfBoundsIsRefused(int retries, Duration delay, double factor, String name) {
        assertThatThrownBy(() -> new RetryPolicy(retries, delay, factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " must be ");
    }
}
