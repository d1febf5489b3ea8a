package io.ordo.scheduler.http.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordo.scheduler.app.StartRefused;
import io.ordo.scheduler.templating.TemplateJobs;
import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Race;
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

/** Templates that are there when the scheduler starts. */
class TemplatesFileIT {
    @TempDir
    private Path folder;

    private final DatabaseAddress database = Servers.newDatabase();

    @Test
    void loadingAFileTwiceChangesNothing() throws IOException {
        var file = file(RestJobTemplates.ALL);
        String templates;
        try (var scheduler = start(file)) {
            templates = scheduler.client().get("/api/v1/templates").body();
            assertThat(scheduler.client().get("/api/v1/templates").size("items"))
                    .isEqualTo(6);
            assertThat(kept(scheduler).at("total")).isEqualTo(3);
        }
        try (var scheduler = start(file)) {
            assertThat(scheduler.client().get("/api/v1/templates").body()).isEqualTo(templates);
            assertThat(kept(scheduler).at("total")).isEqualTo(3);
            var job = kept(scheduler);
            assertThat(List.of("10s", "5s")).contains(job.text("jobs.0.schedule_expr"));
            assertThat(job.text("jobs.0.payload.job_id")).startsWith(job.text("jobs.0.payload.type") + "_");
        }
    }

    @Test
    void schedulersThatStartTogetherKeepOneJobOfEachTemplate() throws IOException {
        var file = file(RestJobTemplates.ALL);
        try (var first = start(file);
                var second = start(file)) {
            for (int job = 0; job < 3; job++) {
                first.client().delete("/api/v1/jobs/" + kept(first).text("jobs.0.id"));
            }
            assertThat(kept(first).at("total")).isEqualTo(0);
            Race.among(List.of(
                    () -> first.bean(TemplateJobs.class).keepAll(),
                    () -> second.bean(TemplateJobs.class).keepAll()));
            assertThat(kept(first).at("total")).isEqualTo(3);
        }
    }

    @Test
    void aBrokenFileStopsTheStartWithOneMessage() throws IOException {
        var file = file(RestJobTemplates.ALL.replace("\"type\": \"options\"", "\"type\": \"radio\""));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start(file))
                .withMessage("ORDO_TEMPLATES_FILE names " + file + ", which cannot be used:"
                        + " profile_archive_generator_job.payload_schema.filter.type: Must be one of uint, options; it"
                        + " was 'radio'. profile_archive_generator_job.payload_schema.filter.options: Unknown field;"
                        + " known here: label, required, type.");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start(file("{nope")))
                .withMessageStartingWith("ORDO_TEMPLATES_FILE names ")
                .withMessageContaining("not JSON");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start(folder.resolve("nowhere.json")))
                .withMessageContaining("cannot be read");
    }

    private static Answer kept(TestScheduler scheduler) {
        return scheduler.client().get("/api/v1/jobs?origin=template");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("job_templates.json"), text);
    }

    private TestScheduler start(Path file) {
        return TestScheduler.start(database, Map.of("ordo.loops", "false", "ordo.templates-file", file.toString()));
    }
}
