package io.ordo.ranker.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens, in whatever order, at however many schedulers: the books add up. */
class TagsPropertyTest {
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final List<String> TENANTS = List.of("A", "B", "C", "D");

    @Property(tries = 300)
    void leadsAddUpToTheWorkInLine(@ForAll Random random, @ForAll @IntRange(min = 1, max = 300) int steps) {
        var book = new TagBook();
        var queue = new Queue(random);
        for (int i = 0; i < steps; i++) {
            queue.step(book);
            assertAddsUp(book.tags(), queue);
        }
    }

    @Property(tries = 300)
    void theyDoSoWhenSeveralSchedulersKeepBooks(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 300) int steps) {
        var books = List.of(new TagBook(), new TagBook(), new TagBook());
        var queue = new Queue(random);
        var stored = Tags.EMPTY;
        for (int i = 0; i < steps; i++) {
            queue.step(books.get(random.nextInt(3)));
            if (random.nextInt(10) == 0) {
                stored = merge(books.get(random.nextInt(3)), stored, queue, random);
            }
        }
        for (var book : books) {
            stored = merge(book, stored, queue, random);
        }
        for (var book : books) {
            var told = book.changes();
            stored = stored.plus(told, NOON);
            book.adopt(stored, told);
        }
        assertAddsUp(stored, queue);
        assertThat(books)
                .allSatisfy(book -> assertThat(book.changes().levels().values())
                        .flatExtracting(Map::values)
                        .allSatisfy(work -> assertThat(work.charged()).isCloseTo(0, within(1e-6))));
    }

    /** Between two merges a book does not know what the other was told; it is wrong by no more than that. */
    @Property(tries = 300)
    void aBookIsWrongByNoMoreThanWhatTheOthersWereTold(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int steps) {
        var one = new TagBook();
        var two = new TagBook();
        var all = new TagBook();
        var unknown = new double[TagBook.LEVELS + 1];
        for (int i = 0; i < steps; i++) {
            String tenant = TENANTS.get(random.nextInt(4));
            var work = Duration.ofMillis(1 + random.nextInt(5_000));
            int level = 1 + random.nextInt(TagBook.LEVELS);
            boolean here = random.nextBoolean();
            (here ? one : two).charge(tenant, level, work, NOON);
            all.charge(tenant, level, work, NOON);
            for (int more = level; more <= TagBook.LEVELS && !here; more++) {
                unknown[more] += TagBook.seconds(work);
            }
        }
        for (int level = 1; level <= TagBook.LEVELS; level++) {
            for (String tenant : TENANTS) {
                double known = owed(one.tags(), level, tenant);
                assertThat(owed(all.tags(), level, tenant)).isBetween(known - 1e-6, known + unknown[level] + 1e-6);
            }
        }
    }

    /** Whatever went before. */
    @Property(tries = 300)
    void workIsNotOwedAtAnyLevelBeforeItsOwn(@ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int steps) {
        var book = new TagBook();
        var queue = new Queue(random);
        for (int i = 0; i < steps; i++) {
            queue.step(book);
        }
        for (int level = 1; level <= TagBook.LEVELS; level++) {
            var before = debts(book, "A");
            book.charge("A", level, Duration.ofSeconds(1_000), NOON);
            var after = debts(book, "A");
            assertThat(after.subList(0, level - 1)).isEqualTo(before.subList(0, level - 1));
            for (int more = level; more <= TagBook.LEVELS; more++) {
                assertThat(after.get(more - 1)).isGreaterThan(before.get(more - 1));
            }
        }
    }

    private static List<Duration> debts(TagBook book, String tenant) {
        return IntStream.rangeClosed(1, TagBook.LEVELS)
                .mapToObj(level -> book.standing(tenant, level, NOON).debt())
                .toList();
    }

    private static Tags merge(TagBook book, Tags stored, Queue queue, Random random) {
        var told = book.changes();
        if (random.nextInt(5) == 0) {
            return stored;
        }
        var merged = stored.plus(told, NOON);
        IntStream.range(0, random.nextInt(4)).forEach(_ -> queue.step(book));
        book.adopt(merged, told);
        return merged;
    }

    private static void assertAddsUp(Tags tags, Queue queue) {
        double owed = TENANTS.stream()
                .mapToDouble(tenant -> owed(tags, TagBook.LEVELS, tenant))
                .sum();
        assertThat(owed + tags.forgiven()).isCloseTo(queue.inLine() + tags.credit(), within(1e-6));
    }

    private static double owed(Tags tags, int level, String tenant) {
        var one = tags.tenants().get(tenant);
        return one == null ? 0 : Math.max(0, one.owed().get(level - 1));
    }

    /** Tasks that are queued, started out of order, settled, withdrawn and queued again. */
    private static final class Queue {
        private final Random random;
        private final List<Task> queued = new ArrayList<>();
        private final List<Task> running = new ArrayList<>();

        private record Task(String tenant, int level, Duration expected) {}

        Queue(Random random) {
            this.random = random;
        }

        double inLine() {
            return queued.stream()
                    .mapToDouble(task -> TagBook.seconds(task.expected()))
                    .sum();
        }

        void step(TagBook book) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> queue(book);
                case 3, 4 ->
                    taken(queued).forEach(task -> {
                        book.started(task.expected());
                        running.add(task);
                    });
                case 5 ->
                    taken(running)
                            .forEach(task -> book.settled(
                                    task.tenant(),
                                    task.level(),
                                    task.expected(),
                                    Duration.ofMillis(random.nextInt(8_000))));
                case 6 -> taken(queued).forEach(task -> book.withdrawn(task.tenant(), task.level(), task.expected()));
                default ->
                    taken(running).forEach(task -> {
                        book.requeued(task.tenant(), task.level(), task.expected());
                        queued.add(task);
                    });
            }
        }

        private void queue(TagBook book) {
            var task = new Task(
                    TENANTS.get(random.nextInt(4)),
                    1 + random.nextInt(TagBook.LEVELS),
                    Duration.ofMillis(1 + random.nextInt(5_000)));
            book.charge(task.tenant(), task.level(), task.expected(), NOON);
            queued.add(task);
            if (random.nextInt(20) == 0) {
                book.weight(task.tenant(), 1 + random.nextInt(5));
            }
            if (random.nextInt(20) == 0) {
                book.debt(task.tenant(), Duration.ofMillis(random.nextInt(5_000)), NOON);
            }
        }

        private Stream<Task> taken(List<Task> tasks) {
            return tasks.isEmpty() ? Stream.empty() : Stream.of(tasks.remove(random.nextInt(tasks.size())));
        }
    }
}
