package io.ordo.api.template;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Templates, in the order of their names.
 *
 * @param nextCursor for the next page; null after the last
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TemplatePage(
        List<TemplateView> items, @Nullable String nextCursor) {}
