package io.ordo.scheduler.http.connection;

import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.connection.Connections;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Storable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the connection a path names. */
@Singleton
final class ConnectionGuide {
    private final Connections connections;

    ConnectionGuide(Connections connections) {
        this.connections = connections;
    }

    /**
     * The connection of that name.
     *
     * @throws ProblemException 404 when there is none
     */
    Connection find(String name) {
        return Optional.of(name)
                .filter(Storable::isStorable)
                .flatMap(connections::find)
                .orElseThrow(() -> unknown(name));
    }

    static ProblemException unknown(String name) {
        return ProblemException.of(
                HttpStatus.NOT_FOUND, "connection_unknown", "There is no connection '" + name + "'.");
    }
}
