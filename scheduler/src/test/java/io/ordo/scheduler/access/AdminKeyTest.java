package io.ordo.scheduler.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeyTest {
    @Test
    void theKeyMatchesItself() {
        assertThat(new AdminKey("sixteen-letters!").matches("sixteen-letters!")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen-letters", "sixteen-letters!!", "Sixteen-letters!", "sixteen-letters! "})
    void nothingElseMatches(String candidate) {
        assertThat(new AdminKey("sixteen-letters!").matches(candidate)).isFalse();
    }

    @Test
    void aKeyThatFitsInNoHeaderIsRefused() {
        assertThatThrownBy(() -> new AdminKey("schlüssel-schlüssel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDO_API_KEY must be printable ASCII without spaces.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen-letters"})
    void aShortKeyIsRefusedWithTheNameOfItsSetting(String key) {
        assertThatThrownBy(() -> new AdminKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDO_API_KEY must have at least 16 characters.");
    }
}
