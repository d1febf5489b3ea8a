package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordo.scheduler.app.StartRefused;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.Servers.DatabaseAddress;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are kept in files, and are so when the scheduler starts. */
class JobsFolderIT {
    private static final String BACKUP = """
            # every night
            name: Backup
            schedule_expr: 0 3 * * *
            timezone: Europe/Amsterdam
            start_at: 2030-01-01T00:00:00Z
            priority: 2
            timeout: 5m
            payload:
              type: shell_script
              script: |
                df -h
              switch: on
            """;

    @TempDir
    private Path folder;

    private final DatabaseAddress database = Servers.newDatabase();

    @Test
    void aFileIsAJobWhoseKeyIsItsName() throws IOException {
        file("backup.yml", BACKUP);
        file("report.json", "{\"name\": \"Report\", \"schedule_expr\": \"1h\"}");
        file("README.md", "no job");
        Answer first;
        try (var scheduler = start(false)) {
            first = jobs(scheduler);
            assertThat(first.at("total")).isEqualTo(2);
            assertThat(first.at("jobs.0.key")).isEqualTo("report");
            assertThat(first.at("jobs.1.key")).isEqualTo("backup");
            assertThat(first.at("jobs.1.start_at")).isEqualTo("2030-01-01T00:00:00Z");
            assertThat(first.at("jobs.1.payload.script")).isEqualTo("df -h\n");
            assertThat(first.at("jobs.1.payload.switch")).isEqualTo("on");
        }
        file("backup.yml", BACKUP.replace("priority: 2", "priority: 1"));
        try (var scheduler = start(false)) {
            assertThat(jobs(scheduler).at("total")).isEqualTo(2);
            assertThat(jobs(scheduler).at("jobs.1.id")).isEqualTo(first.at("jobs.1.id"));
            assertThat(jobs(scheduler).at("jobs.1.priority")).isEqualTo(1);
            assertThat(jobs(scheduler).at("jobs.0.next_run")).isEqualTo(first.at("jobs.0.next_run"));
        }
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        file("backup.yml", BACKUP);
        try (var scheduler = start(true)) {
            assertThat(jobs(scheduler).at("total")).isEqualTo(0);
        }
    }

    @Test
    void oneBrokenFileStopsTheStartAndNothingIsChanged() throws IOException {
        file("a.yml", BACKUP);
        file("b.yml", BACKUP.replace("priority: 2", "priority: 9"));
        assertRefused("ORDO_JOBS_DIR has b.yml, which cannot be used: priority: Must be 1 to 5.");
        file("b.yml", BACKUP.replace("0 3 * * *", "0 3 * *"));
        assertRefused("ORDO_JOBS_DIR has b.yml, which cannot be used: ");
        file("b.yml", "name: [");
        assertRefused("ORDO_JOBS_DIR has b.yml, which cannot be used: It is not YAML: line 1, column 8: ");
        file("b.yml", "name: x\nname: y\n");
        assertRefused("ORDO_JOBS_DIR has b.yml, which cannot be used: It is not YAML: line 2, column 1: found dup");
        Files.delete(folder.resolve("a.yml"));
        file("b.yml", BACKUP);
        try (var scheduler = start(false)) {
            assertThat(jobs(scheduler).at("total")).isEqualTo(1);
        }
    }

    @Test
    void everythingThatIsWrongWithAFileIsSaidAtOnce() throws IOException {
        file("b.yml", BACKUP.replace("priority: 2", "priority: 9").replace("timeout: 5m", "timeout: long\nbogus: 1"));
        assertRefused(
                "ORDO_JOBS_DIR has b.yml, which cannot be used: ",
                "priority: Must be 1 to 5. timeout: Must be seconds",
                "bogus: Unknown field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@daily", "*/5 * * * *"})
    void whoeverForgetsToQuoteIsToldToInOneLine(String schedule) throws IOException {
        file("b.yml", "name: x\nschedule_expr: " + schedule + "\n");
        var message = assertRefused("ORDO_JOBS_DIR has b.yml, which cannot be used: It is not YAML: line 2, ", "quote");
        assertThat(message).doesNotContain("\n");
    }

    @Test
    void twoFilesOfOneKeyStopTheStart() throws IOException {
        file("a.json", "{\"name\": \"Report\", \"schedule_expr\": \"1h\"}");
        file("a.yml", BACKUP);

        assertRefused("ORDO_JOBS_DIR has a.json and a.yml, which have the same key: remove one of them");
    }

    @Test
    void aFileWhoseTimeHasPassedIsLeftOut() throws IOException {
        file("a.yml", "name: Once\nschedule_expr: 2020-01-01T00:00:00Z\n");
        file("b.yml", BACKUP);
        file(
                "c.yml",
                BACKUP.replace("2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z") + "end_at: 2021-01-01T00:00:00Z\n");
        try (var scheduler = start(false)) {
            assertThat(jobs(scheduler).at("total")).isEqualTo(1);
            assertThat(jobs(scheduler).at("jobs.0.key")).isEqualTo("b");
        }
    }

    private String assertRefused(String beginning, String... further) {
        var refused = catchThrowableOfType(StartRefused.class, () -> start(false));
        assertThat(refused).hasMessageStartingWith(beginning);
        var message = String.valueOf(refused.getMessage());
        assertThat(List.of(further)).allMatch(message::contains);
        return message;
    }

    private static Answer jobs(TestScheduler scheduler) {
        return scheduler.client().get("/api/v1/jobs?origin=native");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private TestScheduler start(boolean isDryRun) {
        return TestScheduler.start(
                database,
                Map.of("ordo.loops", "false", "ordo.jobs-dir", folder.toString(), "ordo.jobs-dry-run", isDryRun));
    }
}
