package io.ordo.scheduler.pushing;

import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.coalescing.Coalescer;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pushing.Intake.Entered;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.ranking.Reranker;
import io.ordo.scheduler.task.NewTask;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes in what is pushed. A task is kept when the answer says so. */
public final class Pusher implements AutoCloseable {
    /** Two, so that one batch is gathered and read while the other is on its way to the disk; some seconds of work. */
    private static final Coalescer.Load LOAD = new Coalescer.Load(2, 50, 2_000, 100_000);

    private final Commits commits;
    private final Intake intake;
    private final ItemPayload payloads;
    private final InstantSource clock;
    private final Maker maker;
    private final HouseRules rules;
    private final Coalescer<List<NewTask>, Map<UUID, Entered>> entrance;

    /** @param clock an estimate of the database's */
    public Pusher(Commits commits, Reception reception, Arrivals arrivals, InstantSource clock) {
        this.commits = commits;
        this.intake = reception.intake();
        this.payloads = reception.payloads();
        this.clock = clock;
        this.maker = new Maker(intake, reception.ranking(), arrivals);
        this.rules = new HouseRules(reception, maker);
        this.entrance =
                new Coalescer<>("pushes", LOAD, new Coalescer.Work<>(List::size, this::enterAll, commits::isAway));
    }

    /**
     * Pushes tasks to a queue, each for itself: what is refused keeps nothing else from being made.
     *
     * @param pushes for that queue alone, no id twice
     * @return what came of each, in their order
     */
    public List<Pushed> push(Queue queue, List<Push> pushes) {
        return push(queue, pushes, known(pushes));
    }

    /** Of the ids that are not ours, those of tasks there are or were. */
    private Set<UUID> known(List<Push> pushes) {
        var given = pushes.stream()
                .flatMap(push ->
                        Stream.concat(push.isIdNew() ? Stream.empty() : Stream.of(push.id()), push.after().stream()))
                .collect(Collectors.toSet());
        return given.isEmpty() ? Set.of() : intake.taken(given);
    }

    private List<Pushed> push(Queue queue, List<Push> pushes, Set<UUID> known) {
        var now = clock.instant();
        var refusals = pushes.stream().map(push -> refusal(push, known)).toList();
        var tasks = IntStream.range(0, pushes.size())
                .filter(index -> refusals.get(index).isEmpty())
                .mapToObj(index -> task(queue, pushes.get(index), now))
                .toList();
        var answers = answers(queue, tasks).iterator();
        return refusals.stream()
                .map(refusal -> refusal.orElseGet(answers::next))
                .toList();
    }

    /** Whether nothing but the queue's removal can refuse these pushes, so that they can be pushed later. */
    public static boolean isPlain(Queue queue, List<Push> pushes) {
        return queue.settings().maxsize() == 0
                && pushes.stream()
                        .allMatch(push -> push.isIdNew()
                                && push.hash() == null
                                && push.after().isEmpty());
    }

    /**
     * As {@link #push} of what {@link #isPlain}, without waiting.
     *
     * @return once they are committed
     */
    public CompletableFuture<List<Pushed>> pushLater(Queue queue, List<Push> pushes) {
        var now = clock.instant();
        var tasks = pushes.stream().map(push -> task(queue, push, now)).toList();
        return entrance.askLater(tasks)
                .thenApply(made -> tasks.stream().map(task -> made(task, made)).toList());
    }

    private static Optional<Pushed> refusal(Push push, Set<UUID> known) {
        if (!push.isIdNew() && known.contains(push.id())) {
            return Optional.of(new Pushed.IdTaken());
        }
        var unknown = push.after().stream().filter(id -> !known.contains(id)).collect(Collectors.toSet());
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new Pushed.AfterUnknown(unknown));
    }

    private List<Pushed> answers(Queue queue, List<NewTask> tasks) {
        if (queue.settings().maxsize() > 0
                || tasks.stream().anyMatch(made -> made.task().hash() != null)) {
            return commits.together(() -> rules.enter(queue, tasks));
        }
        var made = commits.isOngoing() ? maker.make(tasks) : entrance.ask(tasks);
        return tasks.stream().map(task -> made(task, made)).toList();
    }

    static Pushed made(NewTask asked, Map<UUID, Entered> entered) {
        return switch (MadeTasks.entered(asked, entered)) {
            case Entered.Queued _ -> new Pushed.Made(asked.task(), Status.QUEUED);
            case Entered.Pending() -> new Pushed.Made(asked.task(), Status.PENDING);
            case Entered.IdTaken() -> new Pushed.IdTaken();
            case Entered.QueueGone() -> new Pushed.QueueGone();
        };
    }

    @Override
    public void close() {
        entrance.close();
    }

    private NewTask task(Queue queue, Push push, Instant now) {
        var work = payloads.of(queue, push.work(), push.id());
        var task = new Task(push.id(), push.source(), work, push.hash(), now);
        var due = push.notBefore() == null || push.notBefore().isBefore(now) ? now : push.notBefore();
        return new NewTask(task, push.isIdNew(), due, null, push.deadline(), push.after(), null);
    }

    private List<Map<UUID, Entered>> enterAll(List<List<NewTask>> batches) {
        var made = maker.make(batches.stream().flatMap(List::stream).toList());
        return batches.stream().map(_ -> made).toList();
    }

    /** What takes tasks in: where they are kept, what ranks them and changes those there are, what writes payloads. */
    public record Reception(Intake intake, Ranking ranking, Reranker reranker, ItemPayload payloads) {}
}
