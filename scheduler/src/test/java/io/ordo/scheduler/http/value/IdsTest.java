package io.ordo.scheduler.http.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0198c1c2-7d3e-7000-8000-000000000000", "0198C1C2-7D3E-7000-8000-000000000000"})
    void anIdIsReadInEitherCase(String text) {
        assertThat(Ids.parse(text)).contains(UUID.fromString("0198c1c2-7d3e-7000-8000-000000000000"));
    }

    /** {@link UUID#fromString} takes the second for an id. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0198c1c27d3e70008000000000000000",
                "0198c1c2-7d3e-7000-8000-00000000000",
                "0198c1c2-7d3e-7000-8000-0000000000000",
                "0198c1c2-7d3e-7000-8000-00000000000g",
                " 0198c1c2-7d3e-7000-8000-000000000000",
                "{0198c1c2-7d3e-7000-8000-000000000000}"
            })
    void anyOtherTextIsNoId(String text) {
        assertThat(Ids.parse(text)).isEmpty();
    }
}
