package io.ordo.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Sink sink = Sink.doing((_, _) -> {});
    private final Connections connections =
            new Connections(new Connector((SSLSocketFactory) SSLSocketFactory.getDefault()), 2, nanos::get);
    private final Route route = new Route(false, "sink", sink.port(), InetAddress.ofLiteral("127.0.0.1"));

    @AfterEach
    void close() {
        connections.close();
        sink.close();
    }

    @Test
    void theNewestIdleConnectionIsUsedAgain() throws Exception {
        var older = take();
        var newer = take();
        older.keep();
        newer.keep();
        assertThat(take().connection()).isSameAs(newer.connection());
        assertThat(take().connection()).isSameAs(older.connection());
    }

    @Test
    void whatWasDroppedIsNotUsedAgain() throws Exception {
        var line = take();
        line.drop();
        assertThat(line.connection().isOpen()).isFalse();
        assertThat(take().connection()).isNotSameAs(line.connection());
    }

    @Test
    void whoFindsAllTakenWaits() throws Exception {
        var first = take();
        take();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var thread = new AtomicReference<Thread>();
            var waiting = threads.submit(() -> {
                thread.set(Thread.currentThread());
                return take().connection();
            });
            await().until(() -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);
            first.keep();
            assertThat(waiting.get()).isSameAs(first.connection());
        }
    }

    @Test
    void whoGivesUpWaitingLeavesNothingBehind() throws Exception {
        var first = take();
        var second = take();
        var isGivenUp = new CompletableFuture<Boolean>();
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                take().keep();
                isGivenUp.complete(false);
            } catch (Exception gaveUp) {
                isGivenUp.complete(gaveUp instanceof InterruptedException);
            }
        });
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        assertThat(isGivenUp.get()).isTrue();
        first.drop();
        second.drop();
        assertThat(connections.routes()).isZero();
    }

    @Test
    void whatWasIdleTooLongIsNotUsedAgain() throws Exception {
        var line = take();
        line.keep();
        pass(Duration.ofMillis(4_001));
        assertThat(take().connection()).isNotSameAs(line.connection());
        assertThat(line.connection().isOpen()).isFalse();
    }

    @Test
    void whatTheServerClosedMeanwhileIsNotUsedAgain() throws Exception {
        var line = take();
        line.keep();
        await().until(() -> sink.connections() == 1);
        sink.hangUp();
        pass(Duration.ofMillis(201));
        assertThat(take().connection()).isNotSameAs(line.connection());
    }

    @Test
    void whatStillStandsAfterAWhileIsUsedAgain() throws Exception {
        var line = take();
        line.keep();
        pass(Duration.ofMillis(201));
        assertThat(take().connection()).isSameAs(line.connection());
    }

    @Test
    void theSweepClosesWhatIsIdleTooLongAndForgetsItsRoute() throws Exception {
        var line = take();
        line.keep();
        pass(Duration.ofSeconds(4));
        connections.sweep();
        assertThat(line.connection().isOpen()).isTrue();
        pass(Duration.ofNanos(1));
        connections.sweep();
        assertThat(line.connection().isOpen()).isFalse();
        assertThat(connections.routes()).isZero();
    }

    @Test
    void whatIsKeptAfterTheEndIsClosed() throws Exception {
        var idle = take();
        var busy = take();
        idle.keep();
        connections.close();
        assertThat(idle.connection().isOpen()).isFalse();
        assertThat(busy.connection().isOpen()).isTrue();
        busy.keep();
        assertThat(busy.connection().isOpen()).isFalse();
        assertThat(connections.routes()).isZero();
    }

    private Connections.Line take() throws IOException, InterruptedException {
        return connections.turn(route).connect(Duration.ofSeconds(5));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
