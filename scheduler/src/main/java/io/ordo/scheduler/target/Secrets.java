package io.ordo.scheduler.target;

import java.util.Optional;

/** Where secrets are kept that targets name. They are looked up when they are needed, and stored nowhere else. */
@FunctionalInterface
public interface Secrets {
    /** The secret of that name, as it is now; empty when there is none. */
    Optional<String> find(String name);
}
