package io.ordo.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void anErrorKeepsItsFirst4000Characters() {
        assertThat(Outcome.failed(Reason.TIMEOUT, "x".repeat(5_000)).error()).isEqualTo("x".repeat(4_000));
    }

    @Test
    void anErrorIsNotCutWithinACharacter() {
        assertThat(Outcome.failed(Reason.TIMEOUT, "x".repeat(3_999) + "😀").error())
                .isEqualTo("x".repeat(3_999));
    }

    @Test
    void onlyWhatAnotherAttemptMayCureIsRetryable() {
        assertThat(Reason.values())
                .filteredOn(Reason::retryable)
                .containsExactly(Reason.EXIT_CODE, Reason.HANDLER_FAILED, Reason.TIMEOUT, Reason.WORKER_ERROR);
    }

    @Test
    void theWireKnowsReasonsBySnakeCase() {
        assertThat(Reason.OUTPUT_LIMIT.word()).isEqualTo("output_limit");
    }
}
