package io.ordo.scheduler.http.connection;

import io.ordo.api.connection.ConnectionView;
import io.ordo.scheduler.connection.Connection;
import io.ordo.scheduler.http.request.FlowLimitsForm;
import io.ordo.scheduler.http.target.TargetForm;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;

/** Connections as the wire shows them. */
@Singleton
final class ConnectionViews {
    private final TargetForm targets;

    ConnectionViews(TargetForm targets) {
        this.targets = targets;
    }

    ConnectionView view(Connection connection) {
        return new ConnectionView(
                connection.name(),
                Words.of(connection.kind()),
                targets.shown(new Target(connection.kind(), null, connection.settings())),
                connection.limits().concurrency(),
                FlowLimitsForm.view(connection.limits().rate()),
                connection.createdAt(),
                connection.updatedAt());
    }
}
