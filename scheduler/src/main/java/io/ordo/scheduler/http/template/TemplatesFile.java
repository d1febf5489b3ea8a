package io.ordo.scheduler.http.template;

import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.templating.ShelfFull;
import io.ordo.scheduler.templating.TemplateJobs;
import io.ordo.scheduler.templating.TemplateShelf;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the templates of a file when the scheduler starts, and schedules what the scheduler itself keeps. */
@Singleton
public final class TemplatesFile {
    /** The setting that names the file. */
    private static final String SETTING = "ORDO_TEMPLATES_FILE";

    private static final Logger LOG = LoggerFactory.getLogger(TemplatesFile.class);

    private final Json json;
    private final RestJobDocument document;
    private final TemplateShelf shelf;
    private final TemplateJobs jobs;

    TemplatesFile(Json json, RestJobDocument document, TemplateShelf shelf, TemplateJobs jobs) {
        this.json = json;
        this.document = document;
        this.shelf = shelf;
        this.jobs = jobs;
    }

    /**
     * Loads a file; loading it again changes nothing.
     *
     * @param file empty for none
     * @throws IllegalArgumentException when the file cannot be read or used; the message names the setting, the file,
     *     the template and the field. Then nothing was loaded
     */
    public void load(String file) {
        if (!file.isEmpty()) {
            try {
                var drafts = document.read(json.body(Optional.of(Files.readAllBytes(Path.of(file)))));
                var templates = shelf.putAll(drafts);
                LOG.info("templates_loaded file={} templates={}", file, templates.size());
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(refusal(file) + "it cannot be read: " + unreadable, unreadable);
            } catch (ProblemException refused) {
                throw new IllegalArgumentException(refusal(file) + refused.all(), refused);
            } catch (ShelfFull full) {
                throw new IllegalArgumentException(refusal(file) + full.getMessage(), full);
            }
        }
        jobs.keepAll();
    }

    private static String refusal(String file) {
        return SETTING + " names " + file + ", which cannot be used: ";
    }
}
