package io.ordo.scheduler.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.ranker.fair.TagBook;
import io.ordo.ranker.fair.Tags;
import io.ordo.ranker.fair.Tags.Tenant;
import io.ordo.ranker.fair.TenantTerms;
import io.ordo.scheduler.tenant.Agreement;
import io.ordo.scheduler.tenant.Tenants;
import io.ordo.scheduler.testing.OpenTransaction;
import io.ordo.scheduler.testing.Rankings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What schedulers know of a queue together. */
class BookkeeperTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final Shelf shelf = new Shelf();
    private final Agreed agreed = new Agreed();
    private final OpenTransaction transaction = new OpenTransaction();
    private final Ranking ranking = Rankings.by("fair", transaction);
    private final Bookkeeper here = new Bookkeeper(ranking, shelf, agreed, transaction);
    private final Ranking rankingThere = Rankings.by("fair");
    private final Bookkeeper there = new Bookkeeper(rankingThere, shelf, agreed, new OpenTransaction());

    @Test
    void whatIsAboutToBeQueuedIsNotForgottenWithAnEmptyQueue() {
        here.runOnce();
        transaction.begin();
        rank(ranking, 800);
        shelf.isIdle = true;
        here.runOnce();
        there.runOnce();
        shelf.isIdle = false;
        transaction.commit();
        assertThat(debt(ranking)).isEqualTo(Duration.ofSeconds(800));

        here.runOnce();
        there.runOnce();
        assertThat(debt(ranking)).isEqualTo(Duration.ofSeconds(800));
        assertThat(debt(rankingThere)).isEqualTo(Duration.ofSeconds(800));
    }

    @Test
    void whatIsRolledBackOwesNothing() {
        transaction.begin();
        rank(ranking, 8);
        here.runOnce();
        transaction.rollBack();
        here.runOnce();
        there.runOnce();

        assertThat(debt(ranking)).isZero();
        assertThat(debt(rankingThere)).isZero();
    }

    @Test
    void anEmptyQueueOwesNothing() {
        rank(ranking, 8);
        here.runOnce();
        shelf.isIdle = true;
        there.runOnce();
        rank(rankingThere, 2);
        there.runOnce();
        here.runOnce();

        assertThat(debt(ranking)).isZero();
    }

    @Test
    void aWeightOfLongAgoDoesNotComeBack() {
        var owed = Collections.nCopies(TagBook.LEVELS, 12.0);
        shelf.books.put(
                "q", new SharedBooks.Shared(7, new Tags(0, 0, NOON, Map.of("a", tenant(5, owed))), Map.of(), NOON));
        here.runOnce();
        here.runOnce();
        assertThat(weight()).isEqualTo(1);

        agreed.weight = 3.0;
        there.runOnce();
        there.runOnce();
        here.runOnce();
        assertThat(weight()).isEqualTo(3);
        here.runOnce();
        assertThat(weight()).isEqualTo(3);
    }

    @Test
    void aQueueThatCannotBeMergedKeepsNoOtherFromIt() {
        for (var queue : List.of("p", "q", "r")) {
            ranking.rank(new Newcomer(new UUID(0, 1), queue, "a", 3, NOON, NOON, null, null, 0, null));
        }
        shelf.broken = "q";
        here.runOnce();
        assertThat(shelf.books).containsOnlyKeys("p", "r");

        shelf.broken = "";
        here.runOnce();
        assertThat(shelf.books).containsOnlyKeys("p", "q", "r");
    }

    private double weight() {
        var tags = shelf.take("q").tags();
        return Objects.requireNonNull(tags.tenants().get("a")).weight();
    }

    private static Tenant tenant(double weight, List<Double> owed) {
        return new Tenant(weight, owed, 0, 0);
    }

    private static void rank(Ranking ranking, int tasks) {
        for (int i = 0; i < tasks; i++) {
            ranking.rank(new Newcomer(new UUID(0, i), "q", "a", 3, NOON, NOON, null, null, 0, null));
        }
    }

    private static Duration debt(Ranking ranking) {
        return ranking.standing("q", "a", TagBook.LEVELS).debt();
    }

    private static final class Shelf implements SharedBooks {
        private final Map<String, Shared> books = new HashMap<>();
        private boolean isIdle;
        private String broken = "";

        @Override
        public Map<String, Long> revisions() {
            var revisions = new HashMap<String, Long>();
            books.forEach((queue, book) -> revisions.put(queue, book.revision()));
            return revisions;
        }

        @Override
        public Map<String, Integer> leased() {
            return Map.of();
        }

        @Override
        public Shared take(String queue) {
            if (queue.equals(broken)) {
                throw new IllegalStateException("a page of this queue cannot be read");
            }
            return books.computeIfAbsent(queue, _ -> new Shared(0, Tags.EMPTY, Map.of(), NOON));
        }

        @Override
        public boolean isIdle(String queue) {
            return isIdle;
        }

        @Override
        public void put(String queue, Shared shared) {
            books.put(queue, shared);
        }
    }

    private static final class Agreed implements Tenants {
        private @Nullable Double weight;

        @Override
        public List<Agreement> all() {
            return weight == null
                    ? List.of()
                    : List.of(new Agreement("a", new TenantTerms(weight, null), NOON, "a test"));
        }

        @Override
        public Optional<Agreement> find(String tenant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Agreement> some(@Nullable String after, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Agreement> change(String tenant, UnaryOperator<TenantTerms> change, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(String tenant) {
            throw new UnsupportedOperationException();
        }
    }
}
