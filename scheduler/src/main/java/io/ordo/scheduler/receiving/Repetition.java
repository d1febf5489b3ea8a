package io.ordo.scheduler.receiving;

import io.ordo.scheduler.pushing.Intake;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.TaskHistory;
import io.ordo.scheduler.task.Tasks;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells a command that is given again from one that contradicts what was given before. */
public final class Repetition {
    private final Tasks tasks;
    private final Intake intake;
    private final ItemPayload payloads;
    private final UnaryOperator<String> plain;

    /** @param plain settings of a target in which the same text is always the same, however it is sealed */
    public Repetition(Tasks tasks, Intake intake, ItemPayload payloads, UnaryOperator<String> plain) {
        this.tasks = tasks;
        this.intake = intake;
        this.payloads = payloads;
        this.plain = plain;
    }

    /**
     * Whether the task of the command's id is what it asks for. How urgent it is does not count: that may have been
     * changed since by hand.
     */
    boolean isMade(Command command) {
        return find(command.push().id()).filter(there -> isSame(command, there)).isPresent();
    }

    /** Whether a queued task of the command's hash is already as the command would have it. */
    boolean isTwin(Command command, UUID queued) {
        return find(queued)
                .filter(there ->
                        there.work().priority() == command.push().work().priority())
                .filter(there -> isSame(command, there))
                .isPresent();
    }

    private Optional<Task> find(UUID task) {
        return tasks.find(task).map(TaskHistory::task);
    }

    private boolean isSame(Command command, Task there) {
        var asked = payloads.of(command.queue(), command.push().work(), there.id());
        var work = there.work();
        return asked.queue().equals(work.queue())
                && Objects.equals(asked.tenant(), work.tenant())
                && Objects.equals(command.push().hash(), there.hash())
                && Objects.equals(asked.concurrency(), work.concurrency())
                && isSame(asked.target(), work.target())
                && intake.isSame(asked.payload(), work.payload());
    }

    /** Kept settings are the same, and written in another way. */
    private boolean isSame(@Nullable Target asked, @Nullable Target there) {
        if (asked == null || there == null) {
            return asked == null && there == null;
        }
        return asked.kind() == there.kind()
                && Objects.equals(asked.connection(), there.connection())
                && intake.isSame(plain.apply(asked.settings()), plain.apply(there.settings()));
    }
}
