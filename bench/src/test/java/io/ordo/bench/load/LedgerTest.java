package io.ordo.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void whatIsInTheDatabaseFits() {
        ledger.pushed(2);
        ledger.popped(task(new UUID(1, 1)));
        ledger.popped(task(new UUID(1, 2)));
        ledger.settled(2, 2);
        assertThat(ledger.queued()).isZero();

        ledger.close(2, 2);
        assertThat(ledger.mismatches()).isEmpty();
    }

    @Test
    void aTaskHandedOutTwiceIsAMismatch() {
        ledger.popped(task(new UUID(7, 9)));
        ledger.popped(task(new UUID(7, 9)));

        assertThat(ledger.mismatches()).singleElement().asString().contains(new UUID(7, 9).toString());
    }

    @Test
    void aSettlementThatCompletedNothingIsAMismatch() {
        ledger.settled(3, 2);

        assertThat(ledger.mismatches()).hasSize(1);
    }

    @Test
    void aTaskMissingFromTheDatabaseIsAMismatch() {
        ledger.pushed(5);
        ledger.settled(5, 5);
        ledger.close(5, 4);

        assertThat(ledger.mismatches())
                .singleElement()
                .asString()
                .contains("completed")
                .contains("5")
                .contains("4");
    }

    @Test
    void whatAnotherLedgerHoldsIsAddedUp() {
        var other = new Ledger();
        other.pushed(3);
        other.popped(task(new UUID(1, 2)));
        other.settled(2, 1);
        ledger.pushed(1);
        ledger.add(other);

        assertThat(ledger.queued()).isEqualTo(3);
        assertThat(ledger.mismatches()).hasSize(1);
        ledger.close(4, 1);
        assertThat(ledger.mismatches()).hasSize(1);
    }

    @Test
    void manyTasksAreToldApart() {
        var prints = new Fingerprints();
        for (int high = 0; high < 100; high++) {
            for (int low = 0; low < 1000; low++) {
                assertThat(prints.add(Bytes.of(new UUID(high, low).toString()), 0))
                        .isTrue();
            }
        }
        assertThat(prints.add(Bytes.of("xx" + new UUID(50, 500)), 2)).isFalse();
    }

    private static Popped task(UUID id) {
        var popped = new Popped();
        popped.read(Answer.of(200, "{\"results\":[{\"id\":\"" + id + "\",\"lease\":{\"fence\":1}}]}"));
        return popped;
    }
}
