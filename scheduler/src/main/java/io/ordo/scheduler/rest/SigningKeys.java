package io.ordo.scheduler.rest;

import io.ordo.scheduler.target.Address;
import java.util.List;

/** The secrets that deliveries to a target are signed with. */
@FunctionalInterface
public interface SigningKeys {
    /**
     * The secrets that are valid now, as bytes, the newest first: while one is replaced by another, both sign. Empty
     * when deliveries to this target are not signed. Asked once for each parcel.
     */
    List<byte[]> of(Address.Rest address);
}
