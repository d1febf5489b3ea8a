package io.ordo.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffPropertyTest {

    @Property
    void eachPauseIsBetweenHalfAndAllOfItsBoundWhichDoublesUpTo5Seconds(
            @ForAll long seed, @ForAll @IntRange(max = 12) int tries) {
        Backoff backoff = new Backoff(new SplittableRandom(seed));
        for (int before = 0; before < tries; before++) {
            backoff.next();
        }

        long bound = Math.min(200L << tries, 5_000);

        assertThat(backoff.next().toMillis()).isBetween(bound / 2, bound);
    }

    @Property
    void aSuccessBeginsAnew(@ForAll long seed) {
        Backoff backoff = new Backoff(new SplittableRandom(seed));
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next().toMillis()).isBetween(100L, 200L);
    }
}
