package io.ordo.scheduler.choosing;

import io.ordo.ranker.simulation.Divergence;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How differently two rankers order the same tasks, and which tasks it matters to most.
 *
 * @param earlier the tasks the candidate moves forward by the most places, most first
 * @param later the tasks it moves back by the most places, most first
 */
public record Comparison(Divergence divergence, List<Moved> earlier, List<Moved> later) {
    /** So many are named in either direction. */
    private static final int MOST_NAMED = 10;

    /**
     * A task and its places among all that were compared, from 1.
     *
     * @param live by the ranker of the queue
     * @param shadow by the candidate
     */
    public record Moved(ShadowRank rank, int live, int shadow) {
        /** By how many places it stands later; negative for earlier. */
        int by() {
            return shadow - live;
        }
    }

    /** Compares what two rankers said of the same tasks, in the order in which they came. */
    static Comparison of(List<ShadowRank> ranks) {
        ToLongFunction<ShadowRank> live = rank -> rank.live().rank();
        ToLongFunction<ShadowRank> shadow = rank -> rank.shadow().rank();
        var lives = places(ranks, live);
        var shadows = places(ranks, shadow);
        var moved = IntStream.range(0, ranks.size())
                .mapToObj(i -> new Moved(ranks.get(i), lives[i], shadows[i]))
                .sorted(Comparator.comparingInt(Moved::by))
                .toList();
        return new Comparison(
                Divergence.of(
                        ranks.stream().mapToLong(live).toArray(),
                        ranks.stream().mapToLong(shadow).toArray()),
                moved.stream().filter(one -> one.by() < 0).limit(MOST_NAMED).toList(),
                moved.reversed().stream()
                        .filter(one -> one.by() > 0)
                        .limit(MOST_NAMED)
                        .toList());
    }

    private static int[] places(List<ShadowRank> ranks, ToLongFunction<ShadowRank> rank) {
        var order = IntStream.range(0, ranks.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> rank.applyAsLong(ranks.get(i))))
                .toList();
        var places = new int[order.size()];
        for (int place = 0; place < places.length; place++) {
            places[order.get(place)] = place + 1;
        }
        return places;
    }
}
