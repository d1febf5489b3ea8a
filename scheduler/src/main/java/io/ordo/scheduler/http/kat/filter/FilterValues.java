package io.ordo.scheduler.http.kat.filter;

import io.micronaut.json.tree.JsonNode;
import io.ordo.scheduler.filter.FilterRefused;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Operator.Takes;
import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.filter.Value.Document;
import io.ordo.scheduler.filter.Value.One;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.filter.Value.Several;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.filter.Value.Truth;
import io.ordo.scheduler.http.request.Json;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads what conditions compare with. A text that is itself a JSON object or array stands for that. */
@Singleton
final class FilterValues {
    private final Json json;

    FilterValues(Json json) {
        this.json = json;
    }

    /** Whether a value has a shape the operator may take: documents may also come as they are. */
    static boolean isValue(JsonNode node, Operator operator) {
        if (operator.takes() == Takes.DOCUMENT) {
            return true;
        }
        if (!node.isArray()) {
            return !node.isObject();
        }
        for (var one : node.values()) {
            if (one.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The value; null for nothing.
     *
     * @throws FilterRefused when it is none a row can be compared with
     */
    @Nullable
    Value value(JsonNode node, Operator operator) {
        if (operator.takes() == Takes.DOCUMENT) {
            return document(node);
        }
        if (!node.isArray()) {
            return one(node);
        }
        var values = new ArrayList<One>();
        for (var each : node.values()) {
            var one = each.isString() ? new Text(each.getStringValue()) : one(each);
            if (one == null) {
                throw new FilterRefused("a list has no place for null");
            }
            values.add(one);
        }
        return new Several(values);
    }

    private @Nullable One one(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return new Quantity(node.getBigDecimalValue());
        }
        if (node.isBoolean()) {
            return new Truth(node.getBooleanValue());
        }
        var text = node.getStringValue();
        return isContainer(text) ? new Document(text) : new Text(text);
    }

    private One document(JsonNode node) {
        boolean isWritten = node.isString() && isContainer(node.getStringValue());
        return new Document(isWritten ? node.getStringValue() : json.text(node));
    }

    private boolean isContainer(String text) {
        var begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return false;
        }
        try {
            return json.stored(text).isContainerNode();
        } catch (UncheckedIOException notJson) {
            return false;
        }
    }
}
