package io.ordo.scheduler.http.kat;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.postgres.Database.Parameters;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong on OpenKAT's paths is said in OpenKAT's envelope, also what nobody thought of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KatErrorsIT {
    private final KatStore kat = new KatStore();
    private final Client client = kat.client();

    @AfterAll
    void close() {
        kat.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET   | /tasks/nowhere/to/be/found | 404 | Not Found
            GET   | /schedulers/x/y            | 404 | Not Found
            PUT   | /tasks                     | 405 | Method Not Allowed
            PATCH | /queues/report/push        | 405 | Method Not Allowed
            """)
    void whatIsNotServedIsSaidSo(String method, String path, int status, String detail) {
        var refused = client.send(method, path, null);

        assertEnvelope(refused, status);
        assertThat(refused.text("detail")).isEqualTo(detail);
    }

    @Test
    void aBodyThatCannotBeKeptIsNamedAsOpenKatNamesOne() {
        for (var path : List.of("/schedulers/report/push", "/tasks", "/schedules")) {
            var refused = client.post(path, "[".repeat(1_000));

            assertEnvelope(refused, 422);
            assertThat(refused.at("detail.0.type")).isEqualTo("value_error");
            assertThat(refused.at("detail.0.loc.0")).isEqualTo("body");
            assertThat(refused.text("detail.0.msg")).startsWith("The body is nested deeper");
        }
    }

    @Test
    void whatTheDatabaseWillNotDoIsSaidInTheEnvelope() {
        kat.aBoefje("dns", "H|i|x");
        kat.store().database().update("""
                CREATE OR REPLACE VIEW kat_task AS
                SELECT id, queue AS scheduler_id, job_id AS schedule_id, tenant AS organisation, hash AS type, hash,
                       priority, payload AS data, cast(1 / (priority - 5) AS text) AS status, created_at,
                       created_at AS modified_at
                FROM task
                """, Parameters.NONE);
        var storable = client.get("/tasks");
        kat.store().database().update("DROP VIEW kat_task", Parameters.NONE);
        var broken = client.get("/tasks");

        assertEnvelope(storable, 422);
        assertThat(storable.at("detail.0.type")).isEqualTo("value_error");
        assertThat(storable.text("detail.0.msg")).startsWith("A value cannot be stored");
        assertEnvelope(broken, 500);
        assertThat(broken.text("detail")).startsWith("Ordo failed, not you. Incident");
    }

    private static void assertEnvelope(Answer refused, int status) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.type()).startsWith("application/json");
        assertThat(refused.json().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getKey()).isEqualTo("detail"));
    }
}
