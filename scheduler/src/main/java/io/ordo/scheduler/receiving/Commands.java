package io.ordo.scheduler.receiving;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.receiving.Fate.Dead;
import io.ordo.scheduler.receiving.Fate.Done;
import io.ordo.scheduler.receiving.Fate.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Pushes the tasks that messages ask for, those of a queue together. Every task has an id that its message gives it or
 * that follows from where the message stands, so a message that is read again finds its task and does nothing.
 */
public final class Commands implements Handling {
    private final Pusher pusher;
    private final Reading reading;
    private final Repetition repetition;
    private final Commits commits;

    public Commands(Pusher pusher, Reading reading, Repetition repetition, Commits commits) {
        this.pusher = pusher;
        this.reading = reading;
        this.repetition = repetition;
        this.commits = commits;
    }

    @Override
    public List<Fate> handle(List<Message> messages) {
        var round = new Round(commits, reading);
        var wave = new Wave();
        for (var message : messages) {
            var command = round.isOpen(message) ? round.read(message, () -> reading.command(message)) : null;
            if (command != null && !wave.takes(command)) {
                push(wave, round);
                wave = new Wave();
            }
            if (command != null && round.isOpen(message)) {
                wave.add(command);
            }
        }
        push(wave, round);
        return round.fates(messages);
    }

    private void push(Wave wave, Round round) {
        wave.byQueue().forEach(commands -> round.together(commands, Command::message, this::push));
    }

    private List<Fate> push(List<Command> commands) {
        var pushed = pusher.push(
                commands.getFirst().queue(),
                commands.stream().map(Command::push).toList());
        var fates = new ArrayList<Fate>(pushed.size());
        for (int i = 0; i < pushed.size(); i++) {
            fates.add(fate(commands.get(i), pushed.get(i)));
        }
        return fates;
    }

    private Fate fate(Command command, Pushed pushed) {
        return switch (pushed) {
            case Pushed.Made _, Pushed.Changed _ -> new Done();
            case Pushed.Full _ -> {
                var full = reading.refusal(command.queue(), pushed);
                yield new Held(full.code(), full.error(), null);
            }
            case Pushed.IdTaken() when !command.isIdGiven() || repetition.isMade(command) -> new Done();
            case Pushed.Twin(UUID queued) when repetition.isTwin(command, queued) -> new Done();
            case Pushed.IdTaken _, Pushed.Twin _, Pushed.QueueGone _, Pushed.AfterUnknown _ ->
                new Dead(reading.refusal(command.queue(), pushed));
        };
    }
}
