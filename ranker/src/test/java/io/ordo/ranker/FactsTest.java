package io.ordo.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a fact. */
class FactsTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aPriorityBelowOneIsRefused(int priority) {
        assertThatThrownBy(() -> new Facts(NOON, priority))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("priority must be at least 1, was " + priority);
    }

    @Test
    void instantsThatDoNotFitTheAxisAreRefused() {
        assertThatThrownBy(() -> new Facts(Instant.MAX, 1)).hasMessageStartingWith("arrival is farther");
        assertThatThrownBy(() -> Facts.at(NOON, 1).deadline(Instant.MIN).build())
                .hasMessageStartingWith("deadline is farther");
        assertThat(new Facts(Instant.EPOCH.minusSeconds(1), 1).arrivalMicros()).isEqualTo(-1_000_000);
        assertThat(new Facts(Instant.parse("+100000-01-01T00:00:00Z"), 1).arrivalMicros())
                .isPositive();
    }

    @Test
    void nothingNegativeIsTaken() {
        assertThatThrownBy(
                        () -> Facts.at(NOON, 1).expected(Duration.ofMillis(-1)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Facts.at(NOON, 1).failures(-1).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TenantStanding("A", Duration.ofMillis(-1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotSaidStaysUnknown() {
        assertThat(Facts.at(NOON, 3).build()).isEqualTo(new Facts(NOON, 3));
        assertThat(new Facts(NOON, 3).expected()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void changedFactsAreTheOthersAsTheyWere() {
        var facts = Facts.at(NOON, 3).deadline(NOON.plusSeconds(60)).failures(2).build();
        assertThat(facts.but().priority(1).build())
                .isEqualTo(Facts.at(NOON, 1)
                        .deadline(NOON.plusSeconds(60))
                        .failures(2)
                        .build());
    }
}
