package io.ordo.scheduler.foreseeing;

import io.ordo.scheduler.pacing.SharedPaces;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one other scheduler tells, and nobody hears what is told it. */
record Others(List<Told> told) implements SharedPaces {
    @Override
    public void tell(UUID scheduler, List<Told> news) {}

    @Override
    public Map<UUID, List<Told>> others(UUID scheduler) {
        return Map.of(new UUID(0, 2), told);
    }

    @Override
    public void forget() {}
}
