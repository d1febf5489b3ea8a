package io.ordo.api.kat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of single values, all at once.
 *
 * @param detail at least one
 */
@Serdeable
public record KatInvalid(List<Issue> detail) {
    /**
     * What is wrong with one value.
     *
     * @param type a stable word such as {@code missing} or {@code extra_forbidden}
     * @param loc where it stands: {@code body}, {@code query} or {@code path}, then the way to it
     * @param msg what it should be
     * @param input what it was
     */
    @Serdeable
    public record Issue(
            String type,
            List<String> loc,
            String msg,
            @Nullable JsonNode input) {}
}
