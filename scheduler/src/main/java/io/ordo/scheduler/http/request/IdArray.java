package io.ordo.scheduler.http.request;

import io.ordo.scheduler.http.value.Ids;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads arrays of ids. */
public final class IdArray {
    private IdArray() {}

    /**
     * The ids of a field, each once; none when it is absent or wrong.
     *
     * @param most how many there may be
     */
    public static Set<UUID> read(Fields fields, String name, int most) {
        var array = fields.any(name);
        var ids = new LinkedHashSet<UUID>();
        if (array == null || array.isNull()) {
            return ids;
        }
        if (!array.isArray() || array.size() > most) {
            fields.wrong(name, "type", "Must be an array of at most " + most + " ids.");
            return ids;
        }
        int place = 0;
        for (var item : array.values()) {
            var id = item.isString() ? Ids.parse(item.getStringValue()) : Optional.<UUID>empty();
            if (id.isEmpty()) {
                fields.wrong(name + "." + place, "format", "Must be an id.");
            }
            id.ifPresent(ids::add);
            place++;
        }
        return ids;
    }
}
