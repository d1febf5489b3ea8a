package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document and its pages are there for whom they are meant, and need nothing from elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiPagesIT {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private TestScheduler closed;
    private TestScheduler open;

    @BeforeAll
    void start() {
        closed = TestScheduler.withoutLoops(Servers.newDatabase());
        open = TestScheduler.start(Servers.newDatabase(), Map.of("ordo.loops", "false", "ordo.docs-open", "true"));
    }

    @AfterAll
    void stop() {
        closed.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yml", "/docs", "/docs/", "/docs/ordo.js", "/redoc", "/redoc/", "/redoc/ordo.js"})
    void theDocumentationAsksForAKeyUnlessItWasOpened(String path) {
        assertThat(new Client(closed.url(), null).get(path).status()).isEqualTo(401);
        assertThat(closed.client().get(path).status()).isEqualTo(200);
        assertThat(stranger().get(path).status()).isEqualTo(200);
    }

    @Test
    void theDocumentIsServedAsYaml() {
        assertThat(stranger().get("/openapi.yml").type()).isEqualTo("application/yaml");
        assertThat(stranger().get("/openapi.yml").body()).startsWith("openapi: 3.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/redoc"})
    void aPageLoadsItsPartsFromThisServiceAlone(String path) {
        var page = stranger().get(path);

        assertThat(page.type()).startsWith("text/html");
        assertThat(page.body()).contains("default-src 'self'");
        assertThat(links(page.body())).isNotEmpty().allSatisfy(link -> {
            assertThat(link).startsWith("/").doesNotStartWith("//");
            assertThat(stranger().get(link).status()).as(link).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/ordo.js", "/docs/ordo.css", "/redoc/ordo.js", "/redoc/ordo.css"})
    void noPartOfOursNamesAnotherHost(String path) {
        assertThat(stranger().get(path).body()).isNotBlank().doesNotContain("//");
    }

    private Client stranger() {
        return new Client(open.url(), null);
    }

    /** What a page refers to; an icon without content is nothing. */
    private static List<String> links(String page) {
        return LINK.matcher(page)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.equals("data:,"))
                .toList();
    }
}
