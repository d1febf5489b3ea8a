package io.ordo.scheduler.http.connection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.ordo.api.connection.ConnectionList;
import io.ordo.api.connection.ConnectionView;
import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.http.once.Once;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Callers;

/** Named places that targets go to. */
@Controller("/api/v1/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
@Once
class ConnectionController {
    private final Connections connections;
    private final ConnectionForm form;
    private final ConnectionViews views;
    private final ConnectionGuide guide;

    ConnectionController(Connections connections, ConnectionForm form, ConnectionViews views, ConnectionGuide guide) {
        this.connections = connections;
        this.form = form;
        this.views = views;
        this.guide = guide;
    }

    /** Every connection. */
    @Get
    ConnectionList list() {
        return new ConnectionList(connections.all().stream().map(views::view).toList());
    }

    /** One connection. */
    @Get("/{name}")
    ConnectionView get(String name) {
        return views.view(guide.find(name));
    }

    /** Makes a connection. */
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.CREATED)
    ConnectionView create(HttpRequest<byte[]> request) {
        var connection = form.create(request.getBody(), Callers.name(request));
        if (connections.all().size() >= Connection.MOST) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "too_many_connections",
                    "There are " + Connection.MOST + " connections; remove one first.");
        }
        if (!connections.add(connection)) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "connection_exists",
                    "There is a connection " + connection.name() + "; change it with PUT.");
        }
        return views.view(guide.find(connection.name()));
    }

    /** Changes a connection; what is absent stays as it is. */
    @Put("/{name}")
    @Consumes(MediaType.ALL)
    ConnectionView change(String name, HttpRequest<byte[]> request) {
        var body = request.getBody();
        var by = Callers.name(request);
        return connections
                .change(guide.find(name).name(), connection -> form.change(connection, body, by))
                .map(views::view)
                .orElseThrow(() -> ConnectionGuide.unknown(name));
    }

    /** Removes a connection no job, template or live task goes by. */
    @Delete("/{name}")
    HttpResponse<?> remove(String name) {
        return switch (connections.remove(guide.find(name).name())) {
            case REMOVED -> HttpResponse.noContent();
            case UNKNOWN -> throw ConnectionGuide.unknown(name);
            case IN_USE ->
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "connection_in_use",
                        "Jobs, templates or tasks that have not ended go by connection " + name
                                + "; change or cancel them first.");
        };
    }
}
