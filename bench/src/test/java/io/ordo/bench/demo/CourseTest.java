package io.ordo.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.bench.demo.Arrival.Group;
import io.ordo.bench.demo.Course.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo against an Ordo that takes tasks and hands them out, first come, first served. */
class CourseTest {
    private static final String QUEUE = Policy.FIFO.queue();

    private StubOrdo stub;
    private Ordo ordo;

    @BeforeEach
    void start() throws IOException {
        stub = new StubOrdo();
        ordo = new Ordo(new Address(stub.url(), StubOrdo.KEY));
    }

    @AfterEach
    void stop() {
        ordo.close();
        stub.close();
    }

    @Test
    void everyTaskIsPushedOnceHeldAndSettled() throws Exception {
        var flood = new Flood(IntStream.range(0, 50)
                .mapToObj(number -> new Arrival(
                        number % 2 == 0 ? Group.FLOOD : Group.URGENT,
                        "tenant",
                        Duration.ofMillis(number),
                        Duration.ofMillis(1),
                        number == 7 ? Duration.ofMinutes(1) : null))
                .toList());
        var clock = new ServerTime(ordo.make(QUEUE, "fifo"), System.nanoTime());
        var course = new Course(ordo, QUEUE, flood, clock);
        run(course.parts(System.nanoTime()));

        assertThat(stub.settled).hasSize(50);
        assertThat(course.sheet().waits(Group.URGENT).missed()).isZero();
        assertThat(course.sheet().isOver(System.nanoTime())).isTrue();
        assertThat(stub.deadlines)
                .containsExactly(StubOrdo.MADE_AT.plusSeconds(60).getEpochSecond());
    }

    @Test
    void whenItIsEndedNobodyGoesOn() {
        ordo.end();
        assertThatThrownBy(() -> ordo.pop(QUEUE, null)).isInstanceOf(DemoRefusedException.class);
        assertThatThrownBy(() -> ordo.push(QUEUE, List.of())).isInstanceOf(DemoRefusedException.class);
    }

    @Test
    void aQueueThatWasLeftBehindIsMadeAnew() throws InterruptedException {
        assertThat(ordo.make(QUEUE, "fifo")).isEqualTo(StubOrdo.MADE_AT);
        assertThat(ordo.make(QUEUE, "fifo")).isEqualTo(StubOrdo.MADE_AT);
        assertThat(stub.removed).hasValue(1);
    }

    @Test
    void whatComesWhileAQueueIsRemovedIsCancelledToo() throws InterruptedException {
        ordo.make(QUEUE, "fifo");
        stub.stillNamed.set(2);
        ordo.remove(QUEUE);
        assertThat(stub.removed).hasValue(1);
    }

    @Test
    void anOrdoThatCannotExplainIsNoFailure() throws InterruptedException {
        assertThat(ordo.explain(new UUID(1, 2))).isEmpty();
    }

    @Test
    void aWrongKeyIsSaidClearly() {
        try (var stranger = new Ordo(new Address(stub.url(), "another-key"))) {
            assertThatThrownBy(() -> stranger.make(QUEUE, "fifo"))
                    .isInstanceOf(DemoRefusedException.class)
                    .hasMessageContaining("ORDO_API_KEY");
        }
    }

    @Test
    void whereNoOrdoIsItSaysHowToStartOne() {
        stub.close();
        assertThatThrownBy(() -> ordo.make(QUEUE, "fifo"))
                .isInstanceOf(DemoRefusedException.class)
                .hasMessageContaining("make run");
    }

    private static void run(List<Part> parts) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Boolean>>();
            for (Part part : parts) {
                running.add(threads.submit(() -> {
                    part.run();
                    return true;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }
    }
}
