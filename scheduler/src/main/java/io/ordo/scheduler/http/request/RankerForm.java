package io.ordo.scheduler.http.request;

import io.micronaut.json.tree.JsonNode;
import io.ordo.ranker.catalog.InvalidRanker;
import io.ordo.ranker.catalog.RankerSpec;
import io.ordo.ranker.catalog.Rankers;
import io.ordo.scheduler.http.value.Plain;
import io.ordo.scheduler.queue.RankerVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rankers: the name of one that everybody has, or what one is made of. */
public final class RankerForm {
    private RankerForm() {}

    /**
     * The ranker.
     *
     * @param before what it is when nothing is said; its name means itself
     */
    public static RankerVersion read(Fields fields, String name, RankerVersion before) {
        return read(fields, name, Optional.of(before)).orElse(before);
    }

    /** The ranker; empty when it is absent, or wrong, which is noted. */
    public static Optional<RankerVersion> read(Fields fields, String name, Optional<RankerVersion> before) {
        var node = fields.any(name);
        if (node == null) {
            return Optional.empty();
        }
        if (node.isObject()) {
            return composed(fields, name, node);
        }
        var found = node.isString() ? named(node.getStringValue(), before) : Optional.<RankerVersion>empty();
        if (found.isEmpty()) {
            fields.wrong(
                    name,
                    "choice",
                    "Must be one of " + String.join(", ", Rankers.names()) + ", or an object {name, bound, factors}.");
        }
        return found;
    }

    private static Optional<RankerVersion> named(String text, Optional<RankerVersion> before) {
        return before.filter(version -> version.spec().name().equals(text)).or(() -> RankerVersion.named(text));
    }

    private static Optional<RankerVersion> composed(Fields fields, String name, JsonNode object) {
        try {
            var version = RankerVersion.of(RankerSpec.of(Plain.map(object)));
            if (!version.isPreset() && Rankers.spec(version.spec().name()).isPresent()) {
                fields.wrong(name + ".name", "choice", "Everybody has a ranker of that name; call this one otherwise.");
                return Optional.empty();
            }
            return Optional.of(version);
        } catch (InvalidRanker invalid) {
            invalid.faults()
                    .forEach(fault -> fields.wrong(name + "." + fault.where(), "ranker", sentence(fault.message())));
            return Optional.empty();
        }
    }

    private static String sentence(@Nullable String fault) {
        var text = fault == null || fault.isEmpty() ? "is wrong" : fault;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
