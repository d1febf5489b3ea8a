package io.ordo.scheduler.receiving;

import java.util.Optional;
import java.util.UUID;

/** A message that says nothing. */
record Blank(int partition, long offset) implements Message {
    @Override
    public UUID id() {
        return new UUID(partition, offset);
    }

    @Override
    public Optional<byte[]> body() {
        return Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }
}
