package io.ordo.scheduler.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.Address;
import io.ordo.scheduler.testing.courier.Parcels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RidersTest {
    private static final Address ADDRESS = new Address.Kafka(null, "topic", null, Map.of(), false);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Delivery THERE = new Arrived("{}");

    /** Hired and gone, in their order. */
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void parcelsForOnePlaceLeaveInTheirOrder() {
        var brought = new ConcurrentLinkedQueue<Integer>();
        try (var riders = riders(
                10,
                LONG,
                errands -> errands.forEach(errand -> {
                    brought.add(Parcels.number(errand.parcel().body()));
                    errand.end(THERE);
                }))) {
            var all = IntStream.range(0, 5_000)
                    .mapToObj(number -> give(riders, "a", number))
                    .toList();
            all.forEach(CompletableFuture::join);
            assertThat(List.copyOf(brought)).hasSize(5_000).isSorted();
        }
    }

    @Test
    void aPlaceThatIsWaitedForHoldsUpNobodyElseAndWhatCameMeanwhileLeavesAtOnce() throws InterruptedException {
        var isHere = new CountDownLatch(1);
        var loads = new ConcurrentLinkedQueue<Integer>();
        try (var riders = new Riders<String>(
                10,
                LONG,
                place -> rider(place, errands -> {
                    if (place.equals("away")) {
                        awaitQuietly(isHere);
                        loads.add(errands.size());
                    }
                    errands.forEach(errand -> errand.end(THERE));
                }))) {
            var first = give(riders, "away", 0);
            assertThat(told.take()).isEqualTo("hired away");
            var behind = IntStream.range(1, 600)
                    .mapToObj(number -> give(riders, "away", number))
                    .toList();
            assertThat(give(riders, "here", 1).join()).isEqualTo(THERE);
            assertThat(first).isNotDone();

            isHere.countDown();

            behind.forEach(CompletableFuture::join);
            assertThat(loads.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
            assertThat(loads).hasSizeLessThanOrEqualTo(4).allMatch(load -> load <= 500);
        }
    }

    @Test
    void aRiderWithNothingToDoLeavesAndTheNextParcelHiresAnother() throws InterruptedException {
        try (var riders = riders(10, Duration.ofMillis(20), RidersTest::end)) {
            assertThat(give(riders, "a", 1).join()).isEqualTo(THERE);
            assertThat(List.of(told.take(), told.take())).containsExactly("hired a", "gone a");
            assertThat(give(riders, "a", 2).join()).isEqualTo(THERE);
            assertThat(told.take()).isEqualTo("hired a");
        }
    }

    @Test
    void aRiderStaysWhileAParcelIsOnItsWay() throws InterruptedException {
        var errands = new LinkedBlockingQueue<Errand>();
        try (var riders = riders(10, Duration.ofMillis(1), errands::addAll)) {
            var delivery = give(riders, "a", 1);
            var errand = errands.take();
            assertThat(told.take()).isEqualTo("hired a");
            assertThat(told.poll(100, TimeUnit.MILLISECONDS)).isNull();

            errand.end(THERE);

            assertThat(delivery.join()).isEqualTo(THERE);
            assertThat(told.take()).isEqualTo("gone a");
        }
    }

    @Test
    void oneMorePlaceTakesThatOfTheOneIdleLongestAndNoneOfABusyOne() throws InterruptedException {
        var errands = new LinkedBlockingQueue<Errand>();
        try (var riders = riders(
                2,
                LONG,
                all -> all.forEach(errand -> {
                    if (Parcels.number(errand.parcel().body()) == 0) {
                        errands.add(errand);
                    } else {
                        errand.end(THERE);
                    }
                }))) {
            var _ = give(riders, "busy", 0);
            var busy = errands.take();
            assertThat(give(riders, "idle", 1).join()).isEqualTo(THERE);
            assertThat(give(riders, "third", 1).join()).isEqualTo(THERE);
            await().untilAsserted(
                            () -> assertThat(told).contains("hired busy", "hired idle", "hired third", "gone idle"));
            assertThat(told).doesNotContain("gone busy");

            var later = give(riders, "third", 0);
            var _ = errands.take();
            assertThat(give(riders, "fourth", 1).join())
                    .isInstanceOfSatisfying(
                            Refused.class, none -> assertThat(none.reason()).isEqualTo("too_many_places"));
            busy.end(THERE);
            assertThat(give(riders, "fourth", 1).join()).isEqualTo(THERE);
            assertThat(later).isNotDone();
        }
    }

    @Test
    void whatARideThatFailsDidNotEndIsUnconfirmed() {
        try (var riders = riders(10, LONG, errands -> {
            throw new IllegalStateException("a bug");
        })) {
            assertThat(give(riders, "a", 1).join()).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo("unconfirmed");
                assertThat(refused.isRetryable()).isTrue();
            });
        }
    }

    @Test
    void atTheEndNothingMoreIsBroughtAndWhatIsOnItsWayArrives() throws InterruptedException {
        var errands = new LinkedBlockingQueue<Errand>();
        var hasStarted = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        var riders = riders(10, LONG, all -> {
            hasStarted.countDown();
            awaitQuietly(mayGoOn);
            errands.addAll(all);
        });
        var onItsWay = give(riders, "a", 1);
        hasStarted.await();
        var waiting = give(riders, "a", 2);
        var closing = Thread.ofVirtual().start(riders::close);
        assertThat(waiting.join())
                .isInstanceOfSatisfying(
                        Unreached.class, none -> assertThat(none.reason()).isEqualTo("stopped"));

        mayGoOn.countDown();
        errands.take().end(THERE);

        closing.join();
        assertThat(onItsWay.join()).isEqualTo(THERE);
        assertThat(told).containsExactly("hired a", "gone a");
        assertThat(give(riders, "a", 3).join()).isInstanceOf(Unreached.class);
    }

    private Riders<String> riders(int most, Duration idle, Consumer<List<Errand>> ride) {
        return new Riders<>(most, idle, place -> rider(place, ride));
    }

    private Rider rider(String place, Consumer<List<Errand>> ride) {
        told.add("hired " + place);
        return new Rider() {
            @Override
            public void ride(List<Errand> errands) {
                ride.accept(errands);
            }

            @Override
            public void close() {
                told.add("gone " + place);
            }
        };
    }

    private static CompletableFuture<Delivery> give(Riders<String> riders, String place, int number) {
        return riders.give(place, Parcels.parcel(number, ADDRESS));
    }

    private static void end(List<Errand> errands) {
        errands.forEach(errand -> errand.end(THERE));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
