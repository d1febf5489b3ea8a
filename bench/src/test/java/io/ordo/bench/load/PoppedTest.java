package io.ordo.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PoppedTest {
    private static final String FIRST = "0196c1de-0000-7000-8000-000000000001";
    private static final String SECOND = "0196c1de-0000-7000-8000-000000000002";

    private final Popped popped = new Popped();

    @Test
    void idsAndFencesOfTheTasksAreFound() {
        popped.read(Answer.of(200, """
                {"results":[{"id":"%s","queue":"bench","job_id":null,"payload":{"n":7,"tool":"nmap"},\
                "lease":{"fence":41,"attempt":1}},{"id":"%s","payload":{},"lease":{"fence":42}}],"settled":[]}\
                """.formatted(FIRST, SECOND)));

        assertThat(popped.size()).isEqualTo(2);
        assertThat(new String(popped.ids(), 0, 72, StandardCharsets.US_ASCII)).isEqualTo(FIRST + SECOND);
        assertThat(popped.fence(0)).isEqualTo(41);
        assertThat(popped.fence(1)).isEqualTo(42);
    }

    @Test
    void settlementsAreCountedAndAreNoTasks() {
        popped.read(Answer.of(200, """
                {"settled":[{"task_id":"%s","fence":9,"status":200,"moved_to":"completed"},\
                {"task_id":"%s","fence":8,"status":409,"id":"%s"}],"results":[{"id":"%s","lease":{"fence":1}}]}\
                """.formatted(FIRST, FIRST, FIRST, SECOND)));

        assertThat(popped.completed()).isEqualTo(1);
        assertThat(popped.size()).isEqualTo(1);
        assertThat(popped.fence(0)).isEqualTo(1);
    }

    @Test
    void theNextAnswerReplacesTheLast() {
        popped.read(Answer.of(200, "{\"results\":[{\"id\":\"" + FIRST + "\",\"lease\":{\"fence\":3}}]}"));
        popped.read(Answer.of(200, "{\"results\":[],\"settled\":[]}"));

        assertThat(popped.size()).isZero();
        assertThat(popped.completed()).isZero();
    }
}
