package io.ordo.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.bench.demo.Arrival.Group;
import io.ordo.bench.demo.Sheet.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SheetTest {
    private static final long SECOND = 1_000_000_000;

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private final Sheet sheet = new Sheet(
            List.of(
                    arrival(Group.NORMAL, null),
                    arrival(Group.NORMAL, Duration.ofSeconds(5)),
                    arrival(Group.NORMAL, Duration.ofSeconds(7)),
                    arrival(Group.FLOOD, null)),
            NOON);

    @Test
    void waitsAreFromTheSendingToTheStart() {
        sendAll(100 * SECOND);
        assertThat(sheet.started(sheet.id(0), 101 * SECOND)).isEqualTo(Duration.ofMillis(30));
        sheet.started(sheet.id(1), 102 * SECOND);
        sheet.started(sheet.id(2), 104 * SECOND);
        assertThat(sheet.waits(Group.NORMAL))
                .isEqualTo(new Waits(3, Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(4), 2, 0));
    }

    @Test
    void whatIsNotStartedByItsDeadlineHasWaitedUntilThen() {
        sendAll(100 * SECOND);
        sheet.started(sheet.id(0), 101 * SECOND);
        sheet.started(sheet.id(1), 102 * SECOND);
        assertThat(sheet.waits(Group.NORMAL))
                .isEqualTo(new Waits(3, Duration.ofSeconds(2), Duration.ofSeconds(7), Duration.ofSeconds(7), 2, 1));
    }

    @Test
    void aGroupWithoutTasksHasWaitedForNothing() {
        assertThat(sheet.waits(Group.URGENT))
                .isEqualTo(new Waits(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0));
    }

    @Test
    void itIsOverWhenEverythingHasStartedOrWillNeverDo() {
        assertThat(sheet.isOver(100 * SECOND)).isFalse();
        sendAll(100 * SECOND);
        sheet.started(sheet.id(0), 101 * SECOND);
        sheet.started(sheet.id(1), 101 * SECOND);
        sheet.started(sheet.id(3), 101 * SECOND);
        assertThat(sheet.isOver(108 * SECOND)).isFalse();
        assertThat(sheet.isOver(110 * SECOND)).isTrue();
    }

    @Test
    void theFirstThatCameAndWaitsIsAskedAbout() {
        assertThat(sheet.waiting(List.of(1, 3))).isEmpty();
        sheet.sent(3, 100 * SECOND);
        assertThat(sheet.waiting(List.of(1, 3))).hasValue(3);
        assertThat(sheet.startedAfter(3, 100 * SECOND)).isEmpty();
        sheet.started(sheet.id(3), 101 * SECOND);
        assertThat(sheet.waiting(List.of(1, 3))).isEmpty();
        assertThat(sheet.startedAfter(3, 100 * SECOND)).contains(Duration.ofSeconds(1));
    }

    @Test
    void aTaskOfSomebodyElseIsNotWorkedOff() {
        var unknown = UUID.randomUUID();
        assertThatThrownBy(() -> sheet.started(unknown, 0)).isInstanceOf(DemoRefusedException.class);
    }

    @Test
    void idsTellWhenTheyWereMade() {
        var id = sheet.id(0);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void theTableHasALineForEachGroup() {
        sendAll(100 * SECOND);
        sheet.started(sheet.id(0), 101 * SECOND);
        sheet.started(sheet.id(1), 102 * SECOND);
        sheet.started(sheet.id(3), 102 * SECOND);
        assertThat(Table.lines(sheet))
                .hasSize(1 + Group.values().length)
                .contains(
                        "  others, normal            3     2.00 s     7.00 s     7.00 s             1 of 2",
                        "  tenant A, normal          1     2.00 s     2.00 s     2.00 s");
    }

    private void sendAll(long now) {
        for (int number = 0; number < 4; number++) {
            sheet.sent(number, now);
        }
    }

    private static Arrival arrival(Group group, @Nullable Duration patience) {
        return new Arrival(group, "tenant", Duration.ZERO, Duration.ofMillis(30), patience);
    }
}
