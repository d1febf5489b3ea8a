package io.ordo.scheduler.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RivalsTest {
    private long nanos;
    private final Rivals rivals = new Rivals(() -> nanos);

    @Test
    void whoWasFasterOnceIsExpectedForASecond() {
        assertThat(rivals.areAt("mail")).isFalse();
        rivals.meet("mail");
        assertThat(rivals.areAt("mail")).isTrue();
        assertThat(rivals.areAt("other")).isFalse();
        nanos += Duration.ofSeconds(1).toNanos() - 1;
        assertThat(rivals.areAt("mail")).isTrue();
        nanos++;
        assertThat(rivals.areAt("mail")).isFalse();
    }

    @Test
    void whoIsMetAgainIsExpectedForLonger() {
        rivals.meet("mail");
        nanos += Duration.ofMillis(900).toNanos();
        rivals.meet("mail");
        nanos += Duration.ofMillis(900).toNanos();
        assertThat(rivals.areAt("mail")).isTrue();
    }
}
