package io.ordo.scheduler.http.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    /** Two that differ by less would be one in the database. */
    @Test
    void anInstantIsReadToTheMicrosecond() {
        assertThat(Instants.parse("2026-01-01T01:00:00.123456789+01:00"))
                .contains(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "2026-01-01", "2026-01-01T00:00:00", "1899-12-31T23:59:59Z", "9999-12-31T00:00:01Z"})
    void whatIsNoInstantIsEmpty(String text) {
        assertThat(Instants.parse(text)).isEmpty();
    }
}
