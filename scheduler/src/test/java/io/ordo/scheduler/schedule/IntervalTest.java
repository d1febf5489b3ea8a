package io.ordo.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "5m, PT5M",
        "1h, PT1H",
        "1d, PT24H",
        "0s, PT0S",
        "007m, PT7M",
        "999999999d, PT23999999976H"
    })
    void aNumberWithAUnitIsADuration(String text, Duration duration) {
        assertThat(Interval.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "30",
                "30S",
                "30 s",
                " 30s",
                "30s ",
                "-30s",
                "+30s",
                "1.5h",
                "1w",
                "5min",
                "1h30m",
                "1000000000s",
                "٣s"
            })
    void anythingElseIsNone(String text) {
        assertThat(Interval.parse(text)).isEmpty();
    }
}
