package io.ordo.scheduler.testing;

import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.Queues;
import io.ordo.scheduler.queue.RankerVersion;
import io.ordo.scheduler.ranking.Ranking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Rankings of queues that are kept nowhere. */
public final class Rankings {
    private Rankings() {}

    /** Ranks by the ranker of that name, whatever the queue. */
    public static Ranking by(String ranker) {
        return by(_ -> ranker);
    }

    /** Ranks by the ranker whose name a queue's id gives. */
    public static Ranking by(Function<String, String> rankers) {
        return of(queue -> RankerVersion.named(rankers.apply(queue)).orElseThrow());
    }

    /** Ranks by what a queue's id gives; nothing was ever done before, and no transaction is going on. */
    public static Ranking of(Function<String, RankerVersion> rankers) {
        return of(rankers, Map.of());
    }

    /** Ranks by the ranker of that name, whatever the queue, by that clock. */
    public static Ranking by(String ranker, InstantSource clock) {
        return of(_ -> RankerVersion.named(ranker).orElseThrow(), Map.of(), clock);
    }

    /** Ranks by that ranker work of sorts that were all done last at that instant. */
    public static Ranking withLastRun(RankerVersion ranker, Instant lastRun) {
        return new Ranking(
                new Made(_ -> ranker),
                _ -> Optional.empty(),
                (_, sorts) -> sorts.stream().collect(Collectors.toMap(Function.identity(), _ -> lastRun)),
                new AtOnce(),
                () -> Instant.EPOCH);
    }

    /** Ranks by the ranker of that name, whatever the queue, in those transactions. */
    public static Ranking by(String ranker, Commits commits) {
        return new Ranking(
                new Made(_ -> RankerVersion.named(ranker).orElseThrow()),
                _ -> Optional.empty(),
                (_, _) -> Map.of(),
                commits,
                () -> Instant.EPOCH);
    }

    /** As {@link #of(Function)}, with rankers there were before. */
    public static Ranking of(Function<String, RankerVersion> rankers, Map<Long, RankerVersion> before) {
        return of(rankers, before, () -> Instant.EPOCH);
    }

    private static Ranking of(
            Function<String, RankerVersion> rankers, Map<Long, RankerVersion> before, InstantSource clock) {
        return new Ranking(
                new Made(rankers), id -> Optional.ofNullable(before.get(id)), (_, _) -> Map.of(), new AtOnce(), clock);
    }

    /** Queues of any id, with the ranker whose name the id gives. */
    public static Queues queues(Function<String, String> rankers) {
        return new Made(queue -> RankerVersion.named(rankers.apply(queue)).orElseThrow());
    }

    /** Settings with another ranker. */
    public static QueueSettings settings(RankerVersion ranker) {
        var usual = QueueSettings.DEFAULT;
        return new QueueSettings(
                ranker,
                usual.maxsize(),
                usual.identity(),
                usual.lease(),
                usual.maxDeaths(),
                usual.retry(),
                usual.timeout(),
                usual.limits(),
                null,
                null,
                false,
                false);
    }

    private record Made(Function<String, RankerVersion> rankers) implements Queues {
        @Override
        public Optional<Queue> find(String id) {
            return Optional.of(
                    new Queue(id, settings(rankers.apply(id)), null, Instant.EPOCH, Instant.EPOCH, "a test"));
        }

        @Override
        public List<Queue> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean add(Queue queue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Queue> change(String id, UnaryOperator<Queue> change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Removal remove(String id) {
            throw new UnsupportedOperationException();
        }
    }
}
