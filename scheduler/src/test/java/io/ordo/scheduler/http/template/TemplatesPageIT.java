package io.ordo.scheduler.http.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import io.ordo.scheduler.tidy.Repository;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What docs/templates.md shows is answered as it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesPageIT {
    private static final String PAGE = Repository.text("docs/templates.md");
    private static final Pattern ROW = Pattern.compile("\\| `(payload\\.\\w+)` \\| `(\\w+)` \\| (.*?) \\|");

    private final TestScheduler scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    private final Client api = scheduler.client();

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void theTemplateItsJobAndTheRefusalAreAsShown() {
        assertThat(api.post("/api/v1/templates", shown("template")).status()).isEqualTo(201);
        var job = api.post("/api/v1/templates/send-otp/jobs", shown("job"));
        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(PAGE).contains("\"template\": \"" + job.text("template") + "\"");

        var refused = api.post("/api/v1/templates/send-otp/jobs", shown("refused"));
        assertThat(refused.status()).isEqualTo(422);
        var rows = ROW.matcher(PAGE).results().toList();
        assertThat(rows).hasSize(refused.size("errors")).hasSize(2);
        for (var row : rows) {
            assertThat(refused.body().replace("\\\"", "\""))
                    .contains("{\"field\":\"%s\",\"rule\":\"%s\",\"message\":\"%s\"}"
                            .formatted(row.group(1), row.group(2), row.group(3)));
        }
    }

    @Test
    void theDocumentIsTaken() {
        var made = api.post("/api/v1/templates", shown("document"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.at("items.0.schedule_expr")).isEqualTo("1s");
    }

    private static String shown(String name) {
        var block = Pattern.compile("```json " + name + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE);
        assertThat(block.find()).as(name).isTrue();
        return block.group(1);
    }
}
