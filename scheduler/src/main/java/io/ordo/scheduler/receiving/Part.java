package io.ordo.scheduler.receiving;

import io.ordo.scheduler.receiving.Fate.Dead;
import io.ordo.scheduler.receiving.Fate.Done;
import io.ordo.scheduler.receiving.Fate.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came from one partition at once, up to the first message that is held; what stands behind that comes again. */
final class Part {
    private final List<DeadLetter> letters = new ArrayList<>();
    private final int partition;
    private long next;
    private @Nullable Hold hold;

    Part(Message first) {
        partition = first.partition();
        next = first.offset();
    }

    void add(Message message, Fate fate) {
        if (hold != null) {
            return;
        }
        switch (fate) {
            case Done() -> {}
            case Dead(Refusal refusal) -> letters.add(new DeadLetter(message, refusal));
            case Held held -> {
                hold = new Hold(message, held);
                return;
            }
        }
        next = message.offset() + 1;
    }

    int partition() {
        return partition;
    }

    List<DeadLetter> letters() {
        return letters;
    }

    /** Its messages are done up to the first that nobody can do anything with. */
    void stopAtFirstLetter(Held why) {
        if (!letters.isEmpty()) {
            var message = letters.getFirst().message();
            hold = new Hold(message, why);
            next = message.offset();
        }
    }

    Optional<Hold> hold() {
        return Optional.ofNullable(hold);
    }

    /** Notes the offset of the first message that is not done. */
    void noteIn(Map<Integer, Long> nexts) {
        nexts.put(partition, next);
    }

    /** Where it stopped, and why. */
    record Hold(Message message, Held why) {}
}
