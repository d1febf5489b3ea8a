package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KatIdsTest {
    private static final UUID ID = UUID.fromString("04c20198-9a4b-4111-8000-0000000000aa");

    @Test
    void anIdIsReadWithItsDashesOrWithout() {
        assertThat(KatIds.read("task_id", "04c20198-9a4b-4111-8000-0000000000aa"))
                .isEqualTo(ID);
        assertThat(KatIds.read("task_id", "04C201989A4B411180000000000000AA")).isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "notuuid, invalid character: found `n` at 1",
        "123.123, invalid character: found `.` at 4",
        "04c20198-9a4b-4111-8000-0000000000zz, invalid character: found `z` at 35",
        "04c20, 'invalid length: expected length 32 for simple format, found 5'",
        "04c2-0198, 'invalid group count: expected 5, found 2'",
        "04c20198-9a4b-4111-8000-0000, 'invalid group length in group 4: expected 12, found 4'"
    })
    void anythingElseIsRefusedWithWhatIsWrong(String text, String fault) {
        var refusal = catchThrowableOfType(KatRefusal.class, () -> KatIds.read("task_id", text));

        assertThat(refusal.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.type()).isEqualTo("uuid_parsing");
            assertThat(issue.loc()).containsExactly("path", "task_id");
            assertThat(issue.msg()).isEqualTo("Input should be a valid UUID, " + fault);
        });
    }
}
