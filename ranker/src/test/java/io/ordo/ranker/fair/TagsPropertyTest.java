package io.ordo.ranker.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
                .allSatisfy(book -> assertThat(book.changes().tenants().values())
                        .allSatisfy(work -> assertThat(work.charged()).isCloseTo(0, within(1e-6))));
    }

    /** Between two merges a book does not know what the other was told; it is wrong by no more than that. */
    @Property(tries = 300)
    void aBookIsWrongByNoMoreThanWhatTheOthersWereTold(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int steps) {
        var one = new TagBook();
        var two = new TagBook();
        var all = new TagBook();
        double unknown = 0;
        for (int i = 0; i < steps; i++) {
            String tenant = TENANTS.get(random.nextInt(4));
            var work = Duration.ofMillis(1 + random.nextInt(5_000));
            boolean here = random.nextBoolean();
            (here ? one : two).charge(tenant, work, NOON);
            all.charge(tenant, work, NOON);
            unknown += here ? 0 : TagBook.seconds(work);
        }
        for (String tenant : TENANTS) {
            double known = lead(one.tags(), tenant);
            assertThat(lead(all.tags(), tenant)).isBetween(known - 1e-6, known + unknown + 1e-6);
        }
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
        double leads =
                TENANTS.stream().mapToDouble(tenant -> lead(tags, tenant)).sum();
        assertThat(leads).isCloseTo(queue.inLine() + tags.credit(), within(1e-6));
    }

    private static double lead(Tags tags, String tenant) {
        var one = tags.tenants().get(tenant);
        return one == null ? 0 : one.weight() * Math.max(0, one.finish() - tags.now());
    }

    /** Tasks that are queued, started out of order, settled, withdrawn and queued again. */
    private static final class Queue {
        private final Random random;
        private final List<Task> queued = new ArrayList<>();
        private final List<Task> running = new ArrayList<>();

        private record Task(String tenant, Duration expected) {}

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
                                    task.tenant(), task.expected(), Duration.ofMillis(random.nextInt(8_000))));
                case 6 -> taken(queued).forEach(task -> book.withdrawn(task.tenant(), task.expected()));
                default ->
                    taken(running).forEach(task -> {
                        book.requeued(task.tenant(), task.expected());
                        queued.add(task);
                    });
            }
        }

        private void queue(TagBook book) {
            var task = new Task(TENANTS.get(random.nextInt(4)), Duration.ofMillis(1 + random.nextInt(5_000)));
            book.charge(task.tenant(), task.expected(), NOON);
            queued.add(task);
            if (random.nextInt(20) == 0) {
                book.weight(task.tenant(), 1 + random.nextInt(5));
            }
        }

        private Stream<Task> taken(List<Task> tasks) {
            return tasks.isEmpty() ? Stream.empty() : Stream.of(tasks.remove(random.nextInt(tasks.size())));
        }
    }
}
