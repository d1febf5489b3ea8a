package io.ordo.scheduler.http.request;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Reads a body that is an array of objects, and collects everything that is wrong with any of them. */
public final class FieldArray {
    private final List<FieldError> errors = new ArrayList<>();
    private final List<Fields> each;

    private FieldArray(JsonNode array) {
        this.each = fields(array, "", errors);
    }

    /**
     * The objects of an array.
     *
     * @param most how many there may be
     * @throws ProblemException 422 when it is no array, empty or too long
     */
    public static FieldArray of(JsonNode array, int most) {
        if (!array.isArray() || array.size() == 0 || array.size() > most) {
            throw ProblemException.invalid(
                    List.of(new FieldError("", "type", "Must be an array of 1 to " + most + " objects.")));
        }
        return new FieldArray(array);
    }

    /** The fields of each object, in the array's order. */
    public List<Fields> each() {
        return each;
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 422 when anything was wrong
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    static List<Fields> fields(JsonNode array, String path, List<FieldError> errors) {
        var fields = new ArrayList<Fields>(array.size());
        for (var item : array.values()) {
            fields.add(Fields.at(path + fields.size(), item, errors));
        }
        return fields;
    }
}
