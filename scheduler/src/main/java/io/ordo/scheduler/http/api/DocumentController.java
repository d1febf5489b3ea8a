package io.ordo.scheduler.http.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.ordo.api.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Serves the OpenAPI document. A static resource would not do: the framework knows no content type for YAML.
 */
@Controller
final class DocumentController {
    /** RFC 9512. */
    private static final String YAML = "application/yaml";

    private final byte[] document = read();

    /** The document as it was written. */
    @Get("/openapi.yml")
    @Produces(YAML)
    byte[] document() {
        return document;
    }

    private static byte[] read() {
        try (var document = Problem.class.getResourceAsStream("/openapi.yml")) {
            if (document == null) {
                throw new IllegalStateException("openapi.yml is not on the class path");
            }
            return document.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
