package io.ordo.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.schedule.Dst;
import io.ordo.scheduler.schedule.Dst.Gap;
import io.ordo.scheduler.schedule.Dst.Overlap;
import io.ordo.scheduler.schedule.Schedule;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.tidy.Repository;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/schedules.md says of single expressions is so. */
class SchedulesPageTest {
    private static final String INSTANT = "[\\d-]+T[\\d:]+Z";
    private static final Pattern DUE = Pattern.compile(
            "\\| `([^`]+)` \\| (\\w+/\\w+) \\| (shift|skip), (once|twice) \\| (%1$s) \\| (%1$s), (%1$s) \\|\\n"
                    .formatted(INSTANT));
    private static final Pattern WORDS = Pattern.compile("\\| `([^`]+)` \\| ((?:every|at) [^|]+) \\|\\n");
    private static final Pattern NAMES = Pattern.compile("(@\\w+)`(?: and `(@\\w+)`)?\\s\\(`([^`]+)`\\)");

    private final CronUtilsCrons crons = new CronUtilsCrons();
    private final String page = Repository.files().stream()
            .filter(file -> file.name().endsWith("docs/schedules.md"))
            .findFirst()
            .orElseThrow()
            .text();

    @Test
    void theExamplesAreDueWhenThePageSays() {
        var examples = found(DUE);
        assertThat(examples).hasSizeGreaterThan(8);
        for (var example : examples) {
            var dst = new Dst(
                    Gap.valueOf(example.group(3).toUpperCase(Locale.ROOT)),
                    Overlap.valueOf(example.group(4).toUpperCase(Locale.ROOT)));
            var schedule = new Schedule.Cron(crons.read(example.group(1)), ZoneId.of(example.group(2)), dst);
            var next = Instant.parse(example.group(6));
            assertThat(schedule.nextAfter(Instant.parse(example.group(5))))
                    .as(example.group())
                    .contains(next);
            assertThat(schedule.nextAfter(next)).as(example.group()).contains(Instant.parse(example.group(7)));
        }
    }

    @Test
    void theWordsAreThoseOfThePage() {
        var examples = found(WORDS);
        assertThat(examples).hasSizeGreaterThan(5);
        assertThat(examples)
                .allSatisfy(example ->
                        assertThat(crons.read(example.group(1)).words()).isEqualTo(example.group(2)));
    }

    @Test
    void theNamesStandForTheirExpressions() {
        var names = found(NAMES);
        assertThat(names).hasSize(9);
        var base = LocalDateTime.parse("2030-06-03T04:05:06");
        for (var name : names) {
            var next = crons.read(name.group(3)).nextAfter(base);
            assertThat(crons.read(name.group(1)).nextAfter(base)).isEqualTo(next);
            assertThat(name.group(2) == null ? next : crons.read(name.group(2)).nextAfter(base))
                    .isEqualTo(next);
        }
    }

    @Test
    void everyKindOfExpressionOnThePageIsRead() {
        for (String text : List.of("*/5 9-17 * * MON-FRI", "30s", "now", "in 50s", "after 50s", "manual")) {
            assertThat(page).contains("| `" + text + "`");
            var zone = ZoneId.of("UTC");
            assertThat(new ScheduleExpression(text, zone).read(crons, Instant.EPOCH))
                    .isNotNull();
        }
    }

    private List<MatchResult> found(Pattern pattern) {
        return pattern.matcher(page).results().toList();
    }
}
