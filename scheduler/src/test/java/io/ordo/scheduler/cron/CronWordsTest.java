package io.ordo.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronWordsTest {
    private final CronUtilsCrons crons = new CronUtilsCrons();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *          | every minute",
                "* * * * * *        | every second",
                "*/5 * * * *        | every 5 minutes",
                "0/5 * * * *        | every 5 minutes",
                "*/7 * * * *        | at every 7th minute from 0 to 56 of every hour",
                "*/10 * * * * *     | every 10 seconds",
                "*/10 30 * * * *    | every 10 seconds, in minute 30 of every hour",
                "0 * * * *          | every hour, on the hour",
                "5 * * * *          | at minute 5 of every hour",
                "30 * * * * *       | at second 30 of every minute",
                "30 5 * * * *       | at second 30, in minute 5 of every hour",
                "30 5 9 * * *       | at 09:05:30 every day",
                "30 5 */9 * * *     | at second 30, in minute 5, in hours 0, 9 and 18",
                "0,20,30-35 * * * * | at minutes 0, 20 and 30 to 35 of every hour",
                "0 */2 * * *        | at minute 0, in every 2nd hour from 0 to 22",
                "0 9-17 * * *       | at minute 0, in hours 9 to 17",
                "*/15 9-17 * * 1-5  | every 15 minutes, in hours 9 to 17, on Monday to Friday",
                "* * 11 * *         | every minute, on day 11 of the month",
                "* 11 * * *         | every minute, in hour 11",
                "30 2 * * *         | at 02:30 every day",
                "0,30 9,17 * * *    | at 09:00, 09:30, 17:00 and 17:30 every day",
                "30 2 1 * *         | at 02:30 on day 1 of the month",
                "30 2 * 1,3 *       | at 02:30 every day in January and March",
                "0 0 1,15 6-8 *     | at 00:00 on days 1 and 15 of the month in June to August",
                "0 0 * * 0          | at 00:00 on Sunday",
                "0 0 * * 5-7        | at 00:00 on Friday to Sunday",
                "0 0 * * 0,6        | at 00:00 on Saturday and Sunday",
                "0 0 * * 5L         | at 00:00 on the last Friday of the month",
                "0 0 * * MON#2      | at 00:00 on the second Monday of the month",
                "0 0 L * *          | at 00:00 on the last day of the month",
                "0 0 LW * *         | at 00:00 on the last day of the month from Monday to Friday",
                "0 0 15W * * | at 00:00 on the day from Monday to Friday that is nearest to day 15 within the month",
                "0 0 13 * FRI       | at 00:00 on day 13 of the month or on Friday",
                "0 0 L * 1,3        | at 00:00 on the last day of the month or on Monday and Wednesday",
                "0 0 */2 * MON      | at 00:00 on every 2nd day from 1 to 31 of the month if it is Monday",
                "0 0 1-7 * */3      | at 00:00 on days 1 to 7 of the month if it is Wednesday, Saturday or Sunday",
                "0 0 */10 * 5L | at 00:00 on days 1, 11, 21 and 31 of the month if it is the last Friday of the month",
                "@weekdays          | at 00:00 on Monday to Friday",
                "@secondly          | every second"
            })
    void anExpressionInWords(String expression, String words) {
        assertThat(crons.read(expression).words()).isEqualTo(words);
    }

    /** Words that left something out would be shared by expressions that mean different things. */
    @Test
    void expressionsWithTheSameWordsMeanTheSame() {
        var near = LocalDateTime.parse("2030-01-07T00:00:00");
        var random = new Random(1);
        var meant = new HashMap<String, String>();
        int shared = 0;
        for (int i = 0; i < 20_000; i++) {
            var drawn = DrawnCron.draw(random, random.nextBoolean(), random.nextInt(4) == 0, near);
            var times = crons.read(drawn.text);
            var other = meant.putIfAbsent(times.words(), drawn.text);
            if (other != null && !other.equals(drawn.text)) {
                shared++;
                var base = near.plusDays(random.nextInt(2_000)).plusSeconds(random.nextInt(86_400));
                assertThat(times.nextAfter(base))
                        .as("%s and %s after %s", other, drawn.text, base)
                        .isEqualTo(crons.read(other).nextAfter(base));
            }
        }
        assertThat(shared).isPositive();
    }
}
