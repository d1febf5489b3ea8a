package io.ordo.scheduler.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.event.Event;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventFilter;
import io.ordo.scheduler.event.EventLog;
import io.ordo.scheduler.telling.Listener.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EventTailTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventCursor BEGIN = new EventCursor(1, 1, 0);

    private final Log log = new Log();
    private final EventTail tail = new EventTail(log, 2);

    @Test
    void whoeverListensIsWokenWhenThereIsMore() throws Exception {
        var listener = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        tail.runOnce();
        int looks = log.looks;
        var heard = later(listener);
        Awaitility.await().until(() -> log.looks > looks);

        log.add("job_created", "a");
        tail.runOnce();

        assertThat(queues(heard.get(10, TimeUnit.SECONDS).orElseThrow())).containsExactly("a");
    }

    @Test
    void nobodyLooksWhileNobodyListens() {
        tail.runOnce();
        assertThat(log.looks).isZero();

        tail.join(EventFilter.ALL, BEGIN).ifPresent(Listener::close);
        tail.runOnce();
        assertThat(log.looks).isZero();
    }

    @Test
    void thereAreSoManyPlacesAndAClosedOneIsFree() {
        var first = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        assertThat(tail.join(EventFilter.ALL, BEGIN)).isPresent();
        assertThat(tail.isFull()).isTrue();
        assertThat(tail.join(EventFilter.ALL, BEGIN)).isEmpty();

        first.close();
        first.close();

        assertThat(tail.listeners()).isEqualTo(1);
        assertThat(tail.join(EventFilter.ALL, BEGIN)).isPresent();
    }

    @Test
    void aListenerHearsWhatHeWantsAndGoesOnBehindTheRest() throws Exception {
        IntStream.range(0, 600).forEach(_ -> log.add("task_queued", "others"));
        log.add("job_created", "a");
        var wanted = new EventFilter(Set.of("job_created"), "a", null, null);
        var listener = tail.join(wanted, BEGIN).orElseThrow();

        assertThat(queues(listener.next(LONG).orElseThrow())).containsExactly("a");
        log.add("task_queued", "others");
        var nothing = listener.next(Duration.ZERO).orElseThrow();
        assertThat(nothing.events()).isEmpty();
        assertThat(nothing.isReset()).isFalse();
        assertThat(nothing.cursor()).isEqualTo(log.newest());
    }

    @Test
    void thoseWhoAreAtTheSamePlaceAreToldWhatIsReadOnce() throws Exception {
        IntStream.range(0, 1_200).forEach(_ -> log.add("task_queued", "a"));
        var first = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        var second = tail.join(EventFilter.ALL, BEGIN).orElseThrow();

        for (int page = 1; page <= 3; page++) {
            var heard = first.next(LONG);
            assertThat(second.next(LONG)).isEqualTo(heard);
            assertThat(log.looks).isEqualTo(page);
        }
    }

    @Test
    void nobodyIsToldWhatWasReadBeforeItRang() throws Exception {
        var first = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        var second = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        assertThat(first.next(Duration.ZERO).orElseThrow().events()).isEmpty();

        log.add("job_created", "a");
        tail.runOnce();

        assertThat(queues(second.next(Duration.ZERO).orElseThrow())).containsExactly("a");
        assertThat(queues(first.next(Duration.ZERO).orElseThrow())).containsExactly("a");
    }

    @Test
    void whoeverMissedEventsIsToldSo() throws Exception {
        log.isLost = true;
        var listener = tail.join(EventFilter.ALL, BEGIN).orElseThrow();

        assertThat(listener.next(LONG).orElseThrow().isReset()).isTrue();
    }

    @Test
    void everybodyGoesHomeWhenItCloses() throws Exception {
        var listener = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        var heard = later(listener);
        Awaitility.await().until(() -> log.looks > 0);

        tail.close();

        assertThat(heard.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whoeverIsClosedWaitsNoLonger() throws Exception {
        var listener = tail.join(EventFilter.ALL, BEGIN).orElseThrow();
        var heard = later(listener);
        Awaitility.await().until(() -> log.looks > 0);

        listener.close();

        assertThat(heard.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aFilterWantsWhatMeetsAllOfIt() {
        var job = UUID.randomUUID();
        var task = UUID.randomUUID();
        var event = new Event(1, "task_queued", Instant.EPOCH, "q", job, task, "{}");

        assertThat(EventFilter.ALL.wants(event)).isTrue();
        assertThat(new EventFilter(Set.of("task_queued", "job_created"), "q", job, task).wants(event))
                .isTrue();
        assertThat(List.of(
                        new EventFilter(Set.of("job_created"), "q", job, task),
                        new EventFilter(Set.of(), "r", job, task),
                        new EventFilter(Set.of(), "q", task, task),
                        new EventFilter(Set.of(), "q", job, job)))
                .noneMatch(filter -> filter.wants(event));
    }

    private static CompletableFuture<Optional<Heard>> later(Listener listener) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return listener.next(LONG);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    private static List<String> queues(Heard heard) {
        return heard.events().stream().map(read -> read.event().queue()).toList();
    }

    /** Each event is a transaction of its own, from the first on. */
    private static final class Log implements EventLog {
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private volatile int looks;
        private boolean isLost;

        void add(String type, String queue) {
            events.add(new Event(events.size() + 1, type, Instant.EPOCH, queue, UUID.randomUUID(), null, "{}"));
        }

        @Override
        public EventCursor newest() {
            return at(events.size());
        }

        @Override
        public synchronized Page after(EventCursor cursor, int limit) {
            looks++;
            if (isLost) {
                return new Page(List.of(), newest(), true);
            }
            int from = (int) cursor.to() - 1;
            int to = Math.min(events.size(), from + limit);
            var page = IntStream.range(from, to)
                    .mapToObj(i -> new Read(events.get(i), at(i + 1)))
                    .toList();
            return new Page(page, at(to), false);
        }

        private static EventCursor at(int read) {
            return new EventCursor(read + 1L, read + 1L, 0);
        }
    }
}
