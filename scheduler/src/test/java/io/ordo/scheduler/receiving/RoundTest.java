package io.ordo.scheduler.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.coalescing.OverloadedException;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.receiving.Fate.Dead;
import io.ordo.scheduler.receiving.Fate.Done;
import io.ordo.scheduler.receiving.Fate.Held;
import io.ordo.scheduler.testing.AtOnce;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final Done DONE = new Done();

    private final Round round = new Round(new AtOnce(), new Blaming());
    private final Message first = new Blank(0, 10);
    private final Message second = new Blank(0, 11);
    private final Message third = new Blank(1, 20);

    @Test
    void whatFailsTogetherIsTriedOneByOneAndNoneSuffersForAnother() {
        together(messages -> {
            if (messages.contains(second)) {
                throw new IllegalArgumentException("its own fault");
            }
            return messages.stream().<Fate>map(_ -> DONE).toList();
        });

        assertThat(fates()).containsExactly(DONE, new Dead(new Refusal("blamed", "its own fault")), DONE);
    }

    @Test
    void whatIsNotItsOwnFaultHoldsItsPartitionAndNoOther() {
        var failure = new IllegalStateException("a deadlock");
        together(messages -> {
            if (messages.contains(first)) {
                throw failure;
            }
            return messages.stream().<Fate>map(_ -> DONE).toList();
        });

        var held = new Held("failed", "a deadlock", failure);
        assertThat(fates()).containsExactly(held, held, DONE);
        assertThat(round.isOpen(second)).isFalse();
    }

    @Test
    void whatIsEverybodysTroubleIsAskedOfNobodyElse() {
        together(_ -> {
            throw new OverloadedException("too much");
        });
        together(_ -> {
            throw new AssertionError("asked again");
        });

        assertThat(fates()).containsOnly(new Held("overloaded", "too much", null));
    }

    @Test
    void whatCannotBeReadIsDecidedThen() {
        String read = round.read(first, () -> {
            throw new IllegalArgumentException("no JSON");
        });

        assertThat(read).isNull();
        round.decide(second, DONE);
        round.decide(third, DONE);
        assertThat(fates().getFirst()).isEqualTo(new Dead(new Refusal("blamed", "no JSON")));
    }

    private void together(Function<List<Message>, List<Fate>> work) {
        round.together(List.of(first, second, third), Function.identity(), work);
    }

    private List<Fate> fates() {
        return round.fates(List.of(first, second, third));
    }

    /** Blames messages for arguments alone, and reads none. */
    private static final class Blaming implements Reading {
        @Override
        public Command command(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Settlement settlement(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Refusal> blame(RuntimeException failure) {
            return failure instanceof IllegalArgumentException
                    ? Optional.of(new Refusal("blamed", String.valueOf(failure.getMessage())))
                    : Optional.empty();
        }

        @Override
        public Refusal refusal(Queue queue, Pushed pushed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Refusal unknown(UUID task) {
            throw new UnsupportedOperationException();
        }
    }
}
