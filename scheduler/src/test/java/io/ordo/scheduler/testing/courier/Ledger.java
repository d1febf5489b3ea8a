package io.ordo.scheduler.testing.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.dispatching.Courier;
import io.ordo.scheduler.dispatching.Delivery;
import io.ordo.scheduler.dispatching.Delivery.Arrived;
import io.ordo.scheduler.dispatching.Delivery.Refused;
import io.ordo.scheduler.dispatching.Delivery.Unreached;
import io.ordo.scheduler.target.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brings numbered parcels, each until it has arrived, and remembers what was said of each. */
public final class Ledger {
    /** As many as a dispatcher lets be on their way. */
    private static final int AT_ONCE = 100;

    private final Courier courier;
    private final Address address;
    private final Map<Integer, List<Delivery>> said = new TreeMap<>();

    public Ledger(Courier courier, Address address) {
        this.courier = courier;
        this.address = address;
    }

    /**
     * Brings those that have not arrived, once each, in order, up to the first that fails.
     *
     * @param amid is run before the parcel in the middle is given, while others are on their way
     * @return how many have not arrived yet
     */
    public int bring(int parcels, Runnable amid) throws InterruptedException {
        var numbers = IntStream.range(0, parcels)
                .filter(number -> !hasArrived(number))
                .toArray();
        var deliveries = new ArrayList<CompletableFuture<Delivery>>();
        var room = new Semaphore(AT_ONCE);
        var hasFailed = new AtomicBoolean();
        for (int place = 0; place < numbers.length && !hasFailed.get(); place++) {
            if (place == numbers.length / 2) {
                amid.run();
            }
            var delivery = courier.deliver(Parcels.parcel(numbers[place], address));
            var _ = delivery.thenAccept(what -> {
                hasFailed.compareAndSet(false, !(what instanceof Arrived));
                room.release();
            });
            deliveries.add(delivery);
            room.acquire();
        }
        for (int place = 0; place < deliveries.size(); place++) {
            said.computeIfAbsent(numbers[place], _ -> new ArrayList<>())
                    .add(deliveries.get(place).join());
        }
        return (int) IntStream.of(numbers).filter(number -> !hasArrived(number)).count();
    }

    private boolean hasArrived(int number) {
        return said.getOrDefault(number, List.of()).stream().anyMatch(Arrived.class::isInstance);
    }

    /** All that was said that is no arrival. */
    public List<Delivery> faults() {
        return said.values().stream()
                .flatMap(List::stream)
                .filter(delivery -> !(delivery instanceof Arrived))
                .toList();
    }

    /**
     * What arrived is there, what was unreached is not, and what is there twice was unconfirmed.
     *
     * @param bodies all that is there
     */
    public void assertHonest(List<String> bodies) {
        var there = bodies.stream().collect(Collectors.groupingBy(Parcels::number, Collectors.counting()));
        assertThat(there.keySet()).isEqualTo(said.keySet());
        assertThat(said)
                .allSatisfy((number, deliveries) -> assertThat(there.get(number))
                        .as("parcel %d: %s", number, deliveries)
                        .isBetween(
                                count(deliveries, Arrived.class::isInstance),
                                count(deliveries, Ledger::mayHaveArrived)));
    }

    private static long count(List<Delivery> deliveries, Predicate<Delivery> which) {
        return deliveries.stream().filter(which).count();
    }

    private static boolean mayHaveArrived(Delivery delivery) {
        return delivery instanceof Arrived
                || (delivery instanceof Refused refused && refused.reason().equals("unconfirmed"));
    }

    /** Whether a fault is one that says that the place is away, or that nobody knows. */
    public static boolean isOfPlace(Delivery delivery) {
        return delivery instanceof Unreached || (delivery instanceof Refused refused && refused.isPlace());
    }
}
