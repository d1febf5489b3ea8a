package io.ordo.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.task.Outcome.Failed;
import io.ordo.scheduler.task.Outcome.Released;
import io.ordo.scheduler.task.Outcome.Succeeded;
import io.ordo.scheduler.work.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, true, FAIL",
        "0, 3, true, RETRY",
        "2, 3, true, RETRY",
        "3, 3, true, FAIL",
        "4, 3, true, FAIL",
        "0, 3, false, FAIL",
    })
    void aFailureIsRetriedWhileRetriesAreLeftAndAnotherAttemptMayHelp(
            int attempts, int maxRetries, boolean retryable, Move move) {
        assertThat(new Failed(retryable).move(attempts, retries(maxRetries))).isEqualTo(move);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "100"})
    void successAndReleaseDoNotDependOnAttempts(int attempts) {
        assertThat(new Succeeded().move(attempts, retries(3))).isEqualTo(Move.SUCCEED);
        assertThat(new Released().move(attempts, retries(3))).isEqualTo(Move.RELEASE);
    }

    @Test
    void everyOutcomeGivesTheAttemptItsEnding() {
        assertThat(new Succeeded().ending()).isEqualTo(Ending.SUCCEEDED);
        assertThat(new Failed(true).ending()).isEqualTo(Ending.FAILED);
        assertThat(new Failed(false).ending()).isEqualTo(Ending.FAILED);
        assertThat(new Released().ending()).isEqualTo(Ending.RELEASED);
    }

    private static RetryPolicy retries(int most) {
        return new RetryPolicy(most, Duration.ofSeconds(1), 1);
    }
}
