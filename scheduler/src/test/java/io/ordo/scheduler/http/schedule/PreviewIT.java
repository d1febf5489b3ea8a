package io.ordo.scheduler.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What schedules mean, and when jobs will be due, as clients see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewIT {
    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void aScheduleIsToldInWordsAndTimesWithWhatTheClocksDoToThem() {
        var spring = api.post("/api/v1/schedules/preview", """
                {"schedule_expr": "30 2 * * *", "timezone": "Europe/Amsterdam", "from": "2030-03-30T12:00:00Z",
                 "count": 2}
                """);
        assertThat(spring.status()).as(spring.body()).isEqualTo(200);
        assertThat(spring.text("description")).contains("02:30");
        assertThat(spring.body())
                .contains("{\"utc\":\"2030-03-31T01:00:00Z\",\"local\":\"2030-03-31T03:00\",\"mark\":\"shifted\"}")
                .contains("{\"utc\":\"2030-04-01T00:30:00Z\",\"local\":\"2030-04-01T02:30\",\"mark\":null}");
        var autumn = api.post("/api/v1/schedules/preview", """
                {"schedule_expr": "30 2 * * *", "timezone": "Europe/Amsterdam", "from": "2030-10-26T12:00:00Z",
                 "count": 2, "dst": {"overlap": "twice"}}
                """);
        assertThat(autumn.body()).contains("\"mark\":\"first\"", "\"mark\":\"second\"");
    }

    @Test
    void aScheduleThatIsNotUnderstoodIsRefusedAsInAJob() {
        assertThat(api.post("/api/v1/schedules/preview", "{\"schedule_expr\": \"61 * * * *\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/schedules/preview", "{\"count\": 0}").body())
                .contains("schedule_expr", "count");
    }

    @Test
    void aJobTellsItsNextPlannedTimesAndTheHerdCountsThem() {
        var id = api.post("/api/v1/jobs", """
                        {"name": "x", "schedule_expr": "0 * * * *"}
                        """).text("id");
        api.post("/api/v1/jobs", """
                {"name": "y", "schedule_expr": "30m", "start_at": "2030-01-01T00:00:00Z"}
                """);
        var next = api.get("/api/v1/jobs/" + id + "/preview?count=1&from=2030-01-01T00:30:00Z");
        assertThat(next.body()).contains("\"utc\":\"2030-01-01T01:00:00Z\"");

        var herd = api.get("/api/v1/schedules/herd?from=2030-01-01T00:00:30Z&hours=2");
        assertThat(herd.status()).as(herd.body()).isEqualTo(200);
        assertThat(herd.at("from")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(herd.body()).contains("\"per_minute\":[2,0,0,").contains("\"jobs\":2,\"complete\":true");
        assertThat(herd.at("busiest_count")).isEqualTo(2);
        assertThat(Instant.parse(herd.text("quiet_at"))).isAfter(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(herd.at("quiet_minute")).isEqualTo(2);
    }
}
