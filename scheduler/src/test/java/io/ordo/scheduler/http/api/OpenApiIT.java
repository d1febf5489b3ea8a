package io.ordo.scheduler.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.ordo.scheduler.http.api.Document.Operation;
import io.ordo.scheduler.testing.Client;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The document describes what is served: no path, key, code or parameter more or less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
    /** A code stands next to its status, or to the response that has one. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?:HttpStatus\\.[A-Z_]+|(?<!invalid\\()response),\\s*\"([a-z_]+)\"");

    private static final Pattern PARAMETER = Pattern.compile("query\\.\\w+\\(\\s*\"([a-z_]+)\"");

    private final Document document = Document.read();
    private TestScheduler scheduler;

    @BeforeAll
    void start() {
        scheduler = TestScheduler.withoutLoops(Servers.newDatabase());
    }

    @AfterAll
    void stop() {
        scheduler.close();
    }

    @Test
    void everyRouteIsDescribedAndNoOther() {
        var served = scheduler
                .bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString())
                .filter(route -> !route.contains(" /manage"))
                .collect(Collectors.toSet());

        assertThat(document.operations().stream().map(Operation::name)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void aKeyIsAskedForExactlyWhereTheDocumentSaysSo() {
        var stranger = new Client(scheduler.url(), null);

        assertThat(document.operations()).allSatisfy(operation -> {
            var path = operation.pathTo(UUID.randomUUID().toString());
            int status = stranger.send(operation.method(), path, null).status();
            assertThat(status == 401).as(operation.name()).isEqualTo(!operation.isOpen());
        });
    }

    @Test
    void everyCodeOfARefusalIsDescribedAndNoOther() throws IOException {
        var described = new TreeSet<String>();
        OpenApiDocumentTest.refusals(document).forEach(refusal -> described.add(refusal.substring(4)));

        assertThat(described).isEqualTo(inTheSources(REFUSAL));
    }

    @Test
    void everyQueryParameterThatIsReadIsDescribedAndNoOther() throws IOException {
        var described = new TreeSet<String>();
        for (var operation : document.operations()) {
            operation
                    .described()
                    .path("parameters")
                    .valueStream()
                    .map(document::resolve)
                    .filter(parameter -> parameter.get("in").textValue().equals("query"))
                    .forEach(parameter -> described.add(parameter.get("name").textValue()));
        }

        assertThat(described).isEqualTo(inTheSources(PARAMETER));
    }

    private static Set<String> inTheSources(Pattern word) throws IOException {
        var words = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/io/ordo/scheduler/http"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                word.matcher(Files.readString(file)).results().forEach(found -> words.add(found.group(1)));
            }
        }
        return words;
    }
}
