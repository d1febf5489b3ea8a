package io.ordo.scheduler.cron;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.schedule.Crons;
import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.Dst.Gap;
import io.ordo.scheduler.schedule.Dst.Overlap;
import io.ordo.scheduler.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract on every zone and every change of its clocks from 1970 to 2037, within 48 hours, zones with equal rules
 * once: random expressions against the model. A tenth of the changes unless {@code -Dordo.test.changes=all} asks
 * for all of them; {@code -Dordo.test.seed=7} draws others.
 */
class DstModelTest {
    private static final boolean IS_WHOLE =
            System.getProperty("ordo.test.changes", "").equals("all");
    private static final long SEED = Long.getLong("ordo.test.seed", 1);
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2038-01-01T00:00:00Z");
    private static final int PART = 10;
    private static final long REACH = 48 * 3_600L;
    private static final int PROBES = 12;
    private static final List<Dst> ALL = Stream.of(Gap.values())
            .flatMap(gap -> Stream.of(Overlap.values()).map(overlap -> new Dst(gap, overlap)))
            .toList();

    private final Crons crons = new CronUtilsCrons();
    private int changes;

    @Test
    void everyChangeOfTheClocksKeepsTheContract() {
        for (var zone : zones()) {
            for (var change = zone.getRules().nextTransition(FIRST);
                    change != null && change.getInstant().isBefore(LAST);
                    change = zone.getRules().nextTransition(change.getInstant())) {
                var random = new Random(31 * (31 * SEED + zone.getId().hashCode()) + change.toEpochSecond());
                if (IS_WHOLE || random.nextInt(PART) == 0) {
                    check(zone, change, random);
                    changes++;
                }
            }
        }
        assertThat(changes).isGreaterThan(IS_WHOLE ? 15_000 : 1_500);
    }

    private void check(ZoneId zone, ZoneOffsetTransition change, Random random) {
        for (boolean hasSeconds : new boolean[] {false, true}) {
            var fixed = DrawnCron.draw(random, true, hasSeconds, change.getDateTimeBefore());
            ALL.forEach(dst -> check(fixed, new Schedule.Cron(crons.read(fixed.text), zone, dst), change, random));
            var wild = DrawnCron.draw(random, false, hasSeconds, change.getDateTimeBefore());
            var dst = ALL.get(random.nextInt(ALL.size()));
            check(wild, new Schedule.Cron(crons.read(wild.text), zone, dst), change, random);
        }
    }

    private static void check(DrawnCron drawn, Schedule.Cron cron, ZoneOffsetTransition change, Random random) {
        long end = change.toEpochSecond() + REACH;
        var due = new DstModel(drawn, cron.zone().getRules(), cron.dst()).due(change.toEpochSecond() - REACH, end);
        for (long base : bases(change, random)) {
            var expected = due.higher(base);
            var next = cron.nextAfter(Instant.ofEpochSecond(base, random.nextInt(2) * 999_999_999L))
                    .map(Instant::getEpochSecond)
                    .filter(instant -> instant <= end)
                    .orElse(null);
            if (expected == null ? next != null : !expected.equals(next)) {
                throw new AssertionError("seed %d: '%s' in %s with %s after %s: due %s, was %s"
                        .formatted(
                                SEED,
                                drawn.text,
                                cron.zone(),
                                cron.dst(),
                                Instant.ofEpochSecond(base),
                                expected == null ? "never" : Instant.ofEpochSecond(expected),
                                next == null ? "never" : Instant.ofEpochSecond(next)));
            }
        }
    }

    /** Instants from which to look for the next: near the change, at its edges, and anywhere. */
    private static List<Long> bases(ZoneOffsetTransition change, Random random) {
        long instant = change.toEpochSecond();
        long length = change.getDuration().abs().toSeconds();
        var bases = new ArrayList<>(List.of(instant - 1, instant, instant - length - 1, instant + length - 1));
        while (bases.size() < PROBES) {
            long near = random.nextInt(3) == 0 ? REACH : 2 * length;
            bases.add(instant - near + random.nextLong(2 * near));
        }
        return bases;
    }

    /** One for each set of rules, the first by name. */
    private static List<ZoneId> zones() {
        return List.copyOf(ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .collect(toMap(ZoneId::getRules, zone -> zone, (one, _) -> one))
                .values()
                .stream()
                .collect(toMap(ZoneId::getId, zone -> zone, (one, _) -> one, TreeMap::new))
                .values());
    }
}
