package io.ordo.scheduler.http.ranking;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each ranker is for that everybody has. */
final class Purposes {
    private static final Map<String, String> OF_NAME = Map.of(
            "fifo",
            "Work that is all alike: in the order of arrival.",
            "priority",
            "A class that must never wait behind another: strictly by priority, without a bound.",
            "aging",
            "Urgent work first, and the rest still today.",
            "deadline",
            "Work that is due at a time.",
            "fair",
            "Many tenants whose work is all alike.",
            "shortest",
            "The least mean wait: short work first.",
            "kat-boefje",
            "OpenKAT's boefjes: users, new work, then what was done longest ago.",
            "kat-time",
            "OpenKAT's order in use: by creation, users first.",
            "balanced",
            "Several tenants that share workers: classes, deadlines and fair shares; when in doubt.");

    private Purposes() {}

    static @Nullable String of(String name) {
        return OF_NAME.get(name);
    }
}
