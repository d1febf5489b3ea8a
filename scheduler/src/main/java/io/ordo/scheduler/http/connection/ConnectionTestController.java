package io.ordo.scheduler.http.connection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.connection.ConnectionTried;

/**
 * Tries connections. Nothing is kept for a repeated request: whoever tries wants it sent, and no transaction waits for
 * what somebody else answers.
 */
@Controller("/api/v1/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectionTestController {
    private final ConnectionGuide guide;
    private final ConnectionForm form;
    private final ConnectionTry attempt;

    ConnectionTestController(ConnectionGuide guide, ConnectionForm form, ConnectionTry attempt) {
        this.guide = guide;
        this.form = form;
        this.attempt = attempt;
    }

    /** Sends something by a connection now, as a task would be sent. */
    @Post("/{name}/test")
    @Consumes(MediaType.ALL)
    ConnectionTried tried(String name, HttpRequest<byte[]> request) {
        return attempt.send(form.sample(guide.find(name), request.getBody()));
    }
}
