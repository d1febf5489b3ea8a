package io.ordo.bench.demo;

import io.ordo.bench.demo.Course.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/**
 * Floods a running Ordo in four queues at once, one for each {@link Policy}, and prints who waited how long, and why
 * one of the flood's tasks still waited in the middle of it. Ends with status 0, or 2 and a sentence.
 */
public final class RankingDemo {
    private static final int REFUSED = 2;
    private static final long SEED = 1;
    private static final Duration BEFORE_THE_START = Duration.ofMillis(500);

    private final Ordo ordo;
    private final Flood flood = Flood.of(SEED);
    private final Map<Policy, Course> courses = new EnumMap<>(Policy.class);
    private final Map<Policy, Inquiry> inquiries = new EnumMap<>(Policy.class);

    private RankingDemo(Ordo ordo) {
        this.ordo = ordo;
    }

    /** Needs an Ordo that runs; see {@code make demo-ranking}. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        try (var ordo = new Ordo(Address.from(System.getenv()))) {
            new RankingDemo(ordo).run();
        } catch (DemoRefusedException refused) {
            System.err.println(refused.getMessage());
            System.exit(REFUSED);
        }
    }

    private void run() throws InterruptedException {
        try (var queues = new DemoQueues(ordo)) {
            var clock = queues.make();
            tell();
            flood(clock);
        }
        print();
    }

    private static void tell() {
        System.out.printf(
                """
                Four queues, one for each ranker, with %d workers each. Nine tenants keep half of them busy. After %d s
                tenant A submits %d tasks within %d s: ten seconds of work for all workers. Everything passes %d times
                as quickly as it would, the workers and the time axis alike. This takes 40 s...
                """, Flood.WORKERS, Flood.BURST_AT.toSeconds(), Flood.BURST, Flood.BURST_FOR.toSeconds(), Policy.SCALE);
    }

    private void flood(ServerTime clock) throws InterruptedException {
        long start = System.nanoTime() + BEFORE_THE_START.toNanos();
        var parts = new ArrayList<Part>();
        for (Policy policy : Policy.values()) {
            var course = new Course(ordo, policy.queue(), flood, clock);
            courses.put(policy, course);
            parts.addAll(course.parts(start));
        }
        parts.add(() -> ask(start, clock));
        runAll(parts);
    }

    /** Returns when all have ended; the first that fails ends the others. */
    private static void runAll(List<Part> parts) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ExecutorCompletionService<Boolean>(threads);
            parts.forEach(part -> running.submit(() -> {
                part.run();
                return true;
            }));
            try {
                for (int ended = 0; ended < parts.size(); ended++) {
                    running.take().get();
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof DemoRefusedException refused) {
                    throw refused;
                }
                throw new IllegalStateException(failed.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void ask(long start, ServerTime clock) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(start - System.nanoTime()).plus(Flood.ASKED_AT));
        for (var course : courses.entrySet()) {
            var asked = Inquiry.make(ordo, course.getValue().sheet(), flood, clock);
            asked.ifPresent(inquiry -> inquiries.put(course.getKey(), inquiry));
        }
    }

    private void print() {
        courses.forEach((policy, course) -> {
            System.out.println("\n" + policy.word() + ": " + policy.words() + "\n");
            Table.lines(course.sheet()).forEach(System.out::println);
            var inquiry = inquiries.get(policy);
            if (inquiry != null) {
                System.out.println("\n  %d s after the flood began, one of its tasks still waits. Why?"
                        .formatted(Flood.ASKED_AT.minus(Flood.BURST_AT).toSeconds()));
                inquiry.lines(course.sheet()).forEach(line -> System.out.println("    " + line));
            }
        });
    }
}
