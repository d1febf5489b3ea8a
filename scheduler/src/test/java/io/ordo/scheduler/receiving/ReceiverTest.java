package io.ordo.scheduler.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.scheduler.receiving.Fate.Dead;
import io.ordo.scheduler.receiving.Fate.Done;
import io.ordo.scheduler.receiving.Fate.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final Fate DONE = new Done();
    private static final Fate DEAD = new Dead(new Refusal("not_json", "No JSON."));
    private static final Fate HELD = new Held("queue_full", "Full.", null);

    private final PaperInbox inbox = new PaperInbox();
    private final List<Message> seen = new ArrayList<>();
    private Function<Message, Fate> fates = _ -> DONE;

    private final Receiver receiver = new Receiver("paper", inbox, messages -> {
        seen.addAll(messages);
        return messages.stream().map(fates).toList();
    });

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void whatIsDoneNeedNotBeReadAgain() {
        assertThat(receiver.runOnce()).isTrue();
        assertThat(receiver.runOnce()).isFalse();

        assertThat(inbox.done()).isEqualTo(Map.of(0, 10L, 1, 10L));
        assertThat(seen).hasSize(20);
    }

    @Test
    void whatIsHeldStopsItsPartitionAlone() {
        fates = message -> message.equals(new Blank(0, 4)) ? HELD : DONE;
        receiver.runOnce();
        assertThat(inbox.done()).isEqualTo(Map.of(0, 4L, 1, 10L));

        seen.clear();
        fates = _ -> DONE;
        receiver.runOnce();

        assertThat(seen).hasSize(6).startsWith(new Blank(0, 4));
        assertThat(inbox.done()).isEqualTo(Map.of(0, 10L, 1, 10L));
    }

    @Test
    void aDeadLetterBehindWhatIsHeldIsPutAsideOnce() {
        fates = message -> switch ((int) message.offset()) {
            case 3 -> HELD;
            case 2, 7 -> DEAD;
            default -> DONE;
        };
        receiver.runOnce();
        assertThat(inbox.buried()).hasSize(2);

        fates = message -> message.offset() == 7 ? DEAD : DONE;
        receiver.runOnce();

        assertThat(inbox.buried().stream().map(DeadLetter::message))
                .containsExactly(new Blank(0, 2), new Blank(1, 2), new Blank(0, 7), new Blank(1, 7));
        assertThat(inbox.done()).isEqualTo(Map.of(0, 10L, 1, 10L));
    }

    @Test
    void whatCannotBePutAsideIsNotDone() {
        fates = message -> message.equals(new Blank(1, 5)) ? DEAD : DONE;
        inbox.setFull(true);
        receiver.runOnce();
        assertThat(inbox.done()).isEqualTo(Map.of(0, 10L, 1, 5L));

        inbox.setFull(false);
        receiver.runOnce();

        assertThat(inbox.buried()).hasSize(1);
        assertThat(inbox.done()).isEqualTo(Map.of(0, 10L, 1, 10L));
    }

    @Test
    void aRoundThatFailsSkipsNothing() {
        fates = _ -> {
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(receiver::runOnce).hasMessage("a bug");
        assertThat(inbox.done()).isEmpty();

        fates = _ -> DONE;
        receiver.runOnce();

        assertThat(seen).hasSize(40);
        assertThat(inbox.done()).isEqualTo(Map.of(0, 10L, 1, 10L));
    }

    @Test
    void whoIsClosedTakesNothing() {
        receiver.close();

        assertThat(receiver.runOnce()).isFalse();
        assertThat(seen).isEmpty();
    }
}
