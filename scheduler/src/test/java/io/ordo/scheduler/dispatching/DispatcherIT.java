package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.data.exceptions.DataAccessException;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.target.ParcelForm;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.hot.PostgresGates;
import io.ordo.scheduler.pushing.Push;
import io.ordo.scheduler.pushing.Pushed;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.task.Ending;
import io.ordo.scheduler.task.Outcome;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.testing.Store;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatcherIT {
    private static final Target HOOK = new Target(Target.Kind.REST, null, "{\"url\": \"http://hook.example/a\"}");
    private static final RetryPolicy RETRY = new RetryPolicy(2, Duration.ofMinutes(1), 2);

    private final Store store = Store.create();
    private final List<Dispatcher> dispatchers = new ArrayList<>();

    @AfterEach
    void clear() {
        dispatchers.forEach(Dispatcher::close);
        dispatchers.clear();
        store.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void whatArrivesIsCompletedAndKeepsWhatItsTargetSaid() {
        var task = push(3, HOOK);
        var receiver = Receiver.saying(Receiver.ARRIVED);
        dispatch(receiver);

        awaitStatus(task, Status.COMPLETED);

        var attempt = store.history(task).attempts().getFirst();
        assertThat(attempt.result()).isEqualTo("{\"code\": 200}");
        var parcel = receiver.got().getFirst();
        assertThat(parcel.task()).isEqualTo(task);
        assertThat(parcel.lease().fence()).isEqualTo(attempt.fence());
        assertThat(parcel.body()).isEqualTo("{\"id\": 1, \"data\": {\"a\": 2}}");
    }

    @Test
    void onlyTheDataIsSentWhereThatIsWanted() {
        push(3, new Target(Target.Kind.KAFKA, null, "{\"topic\": \"t\", \"send\": \"data\"}"));
        var receiver = Receiver.saying(Receiver.ARRIVED);
        dispatch(receiver);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        assertThat(receiver.got().getFirst().body()).isEqualTo("{\"a\":2}");
    }

    @Test
    void tasksGoInTheOrderOfTheirRank() {
        var later = IntStream.range(0, 40).mapToObj(_ -> push(5, HOOK)).toList();
        var first = push(1, HOOK);
        var receiver = Receiver.saying(Receiver.ARRIVED);
        dispatch(receiver);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(41));
        assertThat(receiver.got().getFirst().task()).isEqualTo(first);
        assertThat(receiver.got().stream().skip(1).map(Parcel::task)).containsExactlyElementsOf(later);
    }

    @Test
    void whatIsRefusedForGoodFails() {
        var task = push(3, HOOK);
        dispatch(Receiver.saying(new Delivery.Refused("status_404", "Not there.", false, false, null, null)));

        awaitStatus(task, Status.FAILED);
        assertThat(store.history(task).attempts()).hasSize(1);
        assertThat(store.history(task).reason()).isEqualTo("status_404");
    }

    @Test
    void whatIsRefusedForNowIsTriedAgainNotBeforeTheTargetWants() {
        var wish = Duration.ofHours(3);
        var task = push(3, HOOK);
        var receiver = Receiver.saying(new Delivery.Refused("status_429", "Too much.", true, false, wish, null));
        dispatch(receiver);

        awaitStatus(task, Status.PENDING);
        store.clock().advance(wish.minusSeconds(1));
        store.promote();
        assertThat(store.history(task).status()).isEqualTo(Status.PENDING);
        assertThat(receiver.got()).hasSize(1);
        store.clock().advance(Duration.ofSeconds(1));
        store.promote();
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2));
    }

    @Test
    void whatNobodyTookWaitsInItsRankWithoutAnAttempt() {
        var tasks = IntStream.range(0, 30).mapToObj(_ -> push(3, HOOK)).toList();
        var receiver = Receiver.saying(Receiver.AWAY);
        dispatch(receiver);

        await().untilAsserted(() -> assertThat(gated()).isEqualTo(30));
        assertThat(store.history(tasks.getFirst()).status()).isEqualTo(Status.QUEUED);
        assertThat(store.history(tasks.getFirst()).counted()).isZero();
        assertThat(store.history(tasks.getFirst()).attempts().getFirst().ending())
                .isEqualTo(Ending.RELEASED);

        receiver.say(Receiver.ARRIVED);
        int tried = receiver.got().size();
        store.clock().advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(tried + 30));
        assertThat(receiver.got().stream().skip(tried).map(Parcel::task)).containsExactlyElementsOf(tasks);
        await().until(() -> count("completed") == 30);
    }

    @Test
    void whereASchedulerDiedOverItsTryAnotherTriesAfterAWhile() {
        push(3, HOOK);
        var receiver = Receiver.saying(Receiver.AWAY);
        var dies = dispatch(receiver);
        await().untilAsserted(() -> assertThat(gated()).isEqualTo(1));
        dies.close();
        store.clock().advance(Duration.ofMinutes(2));
        var gates = new PostgresGates(store.database());
        var place = gates.of(Target.DEFAULT_QUEUE).keySet().iterator().next();
        var patience = Duration.ofSeconds(30);
        assertThat(gates.isMineToTry(Target.DEFAULT_QUEUE, place, patience)).isTrue();
        assertThat(gates.isMineToTry(Target.DEFAULT_QUEUE, place, patience)).isFalse();
        int tried = receiver.got().size();

        receiver.say(Receiver.ARRIVED);
        dispatch(receiver);
        store.clock().advance(patience);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(tried + 1));
        await().until(() -> count("completed") == 1);
    }

    @Test
    void whoWaitsHereForAPlaceThatAnotherFoundAwayGoesBehindItsGate() {
        IntStream.range(0, 3).forEach(_ -> push(3, HOOK));
        var answer = new CompletableFuture<Delivery>();
        var receiver = new Receiver(1, _ -> answer);
        dispatch(receiver);
        await().until(() -> count("dispatched") == 3);

        var place = receiver.got().getFirst().address().place();
        new PostgresGates(store.database()).shut(Target.DEFAULT_QUEUE, place, "elsewhere", Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(gated()).isEqualTo(2));
        answer.complete(Receiver.ARRIVED);
    }

    @Test
    void anotherPlaceIsNotKeptWaitingByOneThatIsAway() {
        push(1, HOOK);
        var other = push(5, new Target(Target.Kind.REST, null, "{\"url\": \"http://other.example/\"}"));
        dispatch(new Receiver(
                1_000,
                parcel -> CompletableFuture.completedFuture(
                        parcel.task().equals(other) ? Receiver.ARRIVED : Receiver.AWAY)));

        awaitStatus(other, Status.COMPLETED);
    }

    @Test
    void noMoreAreOnTheirWayToOnePlaceThanItTakes() {
        var held = new ConcurrentLinkedQueue<CompletableFuture<Delivery>>();
        var receiver = new Receiver(3, _ -> {
            var answer = new CompletableFuture<Delivery>();
            held.add(answer);
            return answer;
        });
        var tasks = IntStream.range(0, 1_200).mapToObj(_ -> push(3, HOOK)).toList();
        dispatch(receiver);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    for (var one = held.poll(); one != null; one = held.poll()) {
                        one.complete(Receiver.ARRIVED);
                    }
                    return receiver.got().size() == 1_200;
                });
        held.forEach(one -> one.complete(Receiver.ARRIVED));

        assertThat(receiver.mostUnderway()).isEqualTo(3);
        assertThat(receiver.got().stream().map(Parcel::task)).containsExactlyInAnyOrderElementsOf(tasks);
    }

    /** As after a scheduler stood still for longer than its leases: others have sent what waited here. */
    @Test
    void whatWaitsForItsTurnIsNotSentUnderALeaseThatIsLost() {
        var answers = new ConcurrentLinkedQueue<CompletableFuture<Delivery>>();
        var receiver = new Receiver(1, _ -> {
            var answer = new CompletableFuture<Delivery>();
            answers.add(answer);
            return answer;
        });
        var tasks = IntStream.range(0, 4).mapToObj(_ -> push(3, HOOK)).toList();
        var nanos = new AtomicLong(System.nanoTime());
        dispatch(receiver, nanos::get);
        await().until(() -> count("dispatched") == 4 && receiver.got().size() == 1);

        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        store.clock().advance(Duration.ofMinutes(2));
        store.reap();
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            for (var one = answers.poll(); one != null; one = answers.poll()) {
                one.complete(Receiver.ARRIVED);
            }
            return count("completed") == 4;
        });

        assertThat(receiver.got().stream().map(Parcel::task).skip(1)).containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    void aReceiverThatAcceptedSettlesWithTheFenceItWasGiven() {
        var task = push(3, HOOK);
        var receiver = Receiver.saying(new Delivery.Accepted("{\"code\": 202}"));
        dispatch(receiver);

        awaitStatus(task, Status.RUNNING);
        LeaseKey key = receiver.got().getFirst().lease();
        store.settle(key, new Report(new Outcome.Succeeded(), "{\"done\": true}", null, null, null, null));

        awaitStatus(task, Status.COMPLETED);
    }

    @Test
    void twoSchedulersDispatchEachTaskOnce() {
        var tasks = new HashSet<UUID>();
        var receiver = Receiver.saying(Receiver.ARRIVED);
        dispatch(receiver);
        dispatch(receiver);
        for (int i = 0; i < 2_000; i++) {
            tasks.add(push(1 + i % 5, HOOK));
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> count("completed") == 2_000);
        assertThat(receiver.got().stream().map(Parcel::task)).containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    void aTaskWithATargetThatCannotBeUsedSaysWhy() {
        var target = new Target(
                Target.Kind.REST,
                null,
                "{\"url\": \"http://hook.example/\", \"headers\": {\"Authorization\": {\"secret\": \"GONE\"}}}");
        var task = push(3, target);
        dispatch(Receiver.saying(Receiver.ARRIVED));

        awaitStatus(task, Status.PENDING);
        var attempt = store.history(task).attempts().getFirst();
        assertThat(attempt.reason()).isEqualTo("target_wrong");
        assertThat(attempt.error()).contains("There is no secret GONE.");
    }

    @Test
    void whatIsOnItsWayWhenItClosesIsSettled() {
        var answer = new CompletableFuture<Delivery>();
        var task = push(3, HOOK);
        var receiver = new Receiver(1_000, _ -> answer);
        var dispatcher = dispatch(receiver);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));

        answer.complete(Receiver.ARRIVED);
        dispatcher.close();

        assertThat(store.history(task).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void whatAnEndInterruptsIsHandedBackAndShutsNoGate() {
        var answer = new CompletableFuture<Delivery>();
        var task = push(3, HOOK);
        var dispatcher = dispatch(new Courier() {
            @Override
            public CompletableFuture<Delivery> deliver(Parcel parcel) {
                return answer;
            }

            @Override
            public int most() {
                return 10;
            }

            @Override
            public void close() {
                answer.complete(Receiver.AWAY);
            }
        });
        awaitStatus(task, Status.DISPATCHED);

        dispatcher.close();

        assertThat(store.history(task).status()).isEqualTo(Status.QUEUED);
        assertThat(gated()).isZero();
    }

    @Test
    void aFaultOfACourierIsAnAttemptAndHoldsUpNobody() {
        var tasks = IntStream.range(0, 3).mapToObj(_ -> push(3, HOOK)).toList();
        dispatch(new Receiver(1_000, parcel -> {
            if (parcel.task().equals(tasks.getFirst())) {
                throw new IllegalStateException("a fault");
            }
            return CompletableFuture.completedFuture(Receiver.ARRIVED);
        }));

        await().until(() -> count("completed") == 2);
        awaitStatus(tasks.getFirst(), Status.PENDING);
        assertThat(store.history(tasks.getFirst()).attempts().getFirst().reason())
                .isEqualTo("internal");
    }

    @Test
    void anOutageWhilePackingIsNoAttempt() {
        var task = push(3, HOOK);
        var outages = new AtomicInteger(3);
        var packer = store.bean(ParcelForm.class);
        dispatch(
                new Receiver(1_000, _ -> CompletableFuture.completedFuture(Receiver.ARRIVED)),
                System::nanoTime,
                popped -> {
                    if (outages.getAndDecrement() > 0) {
                        throw new DataAccessException("away", new SQLException("away", "08006"));
                    }
                    return packer.pack(popped);
                });

        awaitStatus(task, Status.COMPLETED);
        assertThat(store.history(task).counted()).isEqualTo(1);
    }

    @Test
    void aReceiptThatCannotBeKeptHoldsUpNobody() {
        var tasks = IntStream.range(0, 20).mapToObj(_ -> push(3, HOOK)).toList();
        dispatch(new Receiver(1_000, parcel -> {
            boolean isFirst = parcel.task().equals(tasks.getFirst());
            return CompletableFuture.completedFuture(new Delivery.Arrived(isFirst ? "{no JSON" : "{}"));
        }));

        await().until(() -> count("completed") == 19);
        assertThat(store.history(tasks.getFirst()).status()).isEqualTo(Status.DISPATCHED);
        store.clock().advance(Duration.ofMinutes(2));
        store.reap();
        awaitStatus(tasks.getFirst(), Status.DISPATCHED);
        assertThat(store.history(tasks.getFirst()).attempts().getFirst().ending())
                .isEqualTo(Ending.LOST);
    }

    private Dispatcher dispatch(Courier courier) {
        return dispatch(courier, System::nanoTime);
    }

    private Dispatcher dispatch(Courier courier, LongSupplier nanos) {
        return dispatch(courier, nanos, store.bean(ParcelForm.class));
    }

    private Dispatcher dispatch(Courier courier, LongSupplier nanos, Packer packer) {
        var parts = new Dispatcher.Parts(
                store.bean(Dispatcher.Popping.class),
                new PostgresGates(store.database()),
                packer,
                new Couriers(courier, courier, courier),
                "a dispatcher",
                new Random(1),
                nanos);
        var dispatcher = new Dispatcher(store.bean(KnownQueues.class), parts);
        dispatchers.add(dispatcher);
        dispatcher.runOnce();
        return dispatcher;
    }

    private UUID push(int priority, Target target) {
        var work = new Work(
                Target.DEFAULT_QUEUE,
                null,
                priority,
                "{\"id\": 1, \"data\": {\"a\": 2}}",
                RETRY,
                Work.DEFAULT_TIMEOUT,
                target,
                null);
        var push = new Push(UUID.randomUUID(), true, Source.PUSH, work, null, null, null, Set.of());
        var pushed = store.bean(Pusher.class).push(store.queue(Target.DEFAULT_QUEUE), List.of(push));
        return ((Pushed.Made) pushed.getFirst()).task().id();
    }

    private int count(String status) {
        return store.database()
                .query(
                        "SELECT count(*) AS standing FROM task_status WHERE status = ?",
                        statement -> statement.setString(1, status),
                        row -> row.getInt("standing"))
                .getFirst();
    }

    private int gated() {
        return store.database()
                .query(
                        "SELECT count(*) AS gated FROM ready WHERE gate IS NOT NULL",
                        _ -> {},
                        row -> row.getInt("gated"))
                .getFirst();
    }

    private void awaitStatus(UUID task, Status status) {
        await().untilAsserted(() -> assertThat(store.history(task).status()).isEqualTo(status));
    }
}
