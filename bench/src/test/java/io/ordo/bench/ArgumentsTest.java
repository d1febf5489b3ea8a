package io.ordo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void withoutArgumentsEverythingIsMeasuredInThreeRounds() {
        var arguments = Arguments.parse("only=", "rounds=", "quick=", "directory=", "options=");

        assertThat(arguments.parts()).containsExactly(Part.values());
        assertThat(arguments.rounds()).isEqualTo(3);
        assertThat(arguments.isWhole()).isTrue();
    }

    @Test
    void partsRoundsAndPaceCanBeChosen() {
        var arguments = Arguments.parse("only=push, pop", "rounds=1", "quick=true", "options=-Xint -ea");

        assertThat(arguments.parts()).containsExactly(Part.PUSH, Part.POP);
        assertThat(arguments.rounds()).isEqualTo(1);
        assertThat(arguments.quick()).isTrue();
        assertThat(arguments.options()).containsExactly("-Xint", "-ea");
        assertThat(arguments.isWhole()).isFalse();
    }

    @Test
    void onAnotherDiskThingsAreMeasuredThatMayNotStandBesideOthers() {
        var arguments = Arguments.parse("directory=/dev/shm");

        assertThat(arguments.directory()).isEqualTo(Path.of("/dev/shm"));
        assertThat(arguments.isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"only=pull", "rounds=0", "rounds=21", "rounds=many", "fast=true", "quick"})
    void whatCannotBeUnderstoodIsRefused(String argument) {
        assertThatThrownBy(() -> Arguments.parse(argument)).isInstanceOf(IllegalArgumentException.class);
    }
}
