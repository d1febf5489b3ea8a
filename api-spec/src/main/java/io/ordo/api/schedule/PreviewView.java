package io.ordo.api.schedule;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * What a schedule says, and when a job would be due by it.
 *
 * @param description the expression in words
 * @param fires the next planned times, oldest first
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record PreviewView(String description, List<FireView> fires) {
    public PreviewView {
        fires = List.copyOf(fires);
    }
}
