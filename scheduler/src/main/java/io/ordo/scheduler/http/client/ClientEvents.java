package io.ordo.scheduler.http.client;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.dialect.ClientView;
import io.ordo.scheduler.http.client.ClientForm.Wanted;
import io.ordo.scheduler.http.target.AddressForm;
import io.ordo.scheduler.target.Target;
import io.ordo.scheduler.work.Words;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a client schedule carry: the schedule as its client wrote it, which a REST target gets whole, and
 * in {@code data} what a topic gets. Headers and the password are the target's alone: what proves who sends it stands
 * nowhere twice.
 */
@Singleton
final class ClientEvents {
    /** The event of a schedule that is wanted. */
    JsonNode event(Wanted wanted) {
        var event = new LinkedHashMap<String, JsonNode>();
        event.put("name", text(wanted.name()));
        event.put("client", client(wanted.client().view()));
        event.put("type", text(wanted.times().type().word()));
        event.put("schedule", text(wanted.times().text()));
        event.put("timezone", text(wanted.schedule().zone().getId()));
        event.put("task", task(wanted.task()));
        event.put("data", wanted.task().data());
        return JsonNode.createObjectNode(event);
    }

    /**
     * The task of a job, as its clients know tasks.
     *
     * @param event what its tasks carry, which may have been changed in another dialect
     * @param target where they go now
     */
    JsonNode task(JsonNode event, JsonNode target, String kind) {
        var known = event.get("task");
        var task = fields(known);
        var connection = fields(target);
        connection.remove(AddressForm.SEND);
        var within = known == null ? null : known.get("connection");
        var data = within == null ? null : within.get("data");
        if (data != null) {
            connection.put("data", data);
        }
        task.put("type", text(kind));
        task.put("connection", JsonNode.createObjectNode(connection));
        return JsonNode.createObjectNode(task);
    }

    /** What the target needs to know of a connection, and what it is sent. */
    static JsonNode settings(ClientTask wanted) {
        var settings = fields(without(wanted.connection(), Set.of("data")));
        boolean isWhole = wanted.kind() == Target.Kind.REST;
        settings.put(AddressForm.SEND, text(isWhole ? AddressForm.PAYLOAD : AddressForm.DATA));
        return JsonNode.createObjectNode(settings);
    }

    /** An object without some of its fields. */
    private static JsonNode without(JsonNode object, Set<String> names) {
        var fields = fields(object);
        names.forEach(fields::remove);
        return JsonNode.createObjectNode(fields);
    }

    private static JsonNode task(ClientTask wanted) {
        var task = new LinkedHashMap<String, JsonNode>();
        task.put("type", text(Words.of(wanted.kind())));
        task.put("connection", without(wanted.connection(), Set.of("headers", "password", "signing")));
        if (wanted.hasOwnData()) {
            task.put("data", wanted.data());
        }
        task.put("history_check", JsonNode.createBooleanNode(wanted.isInHistory()));
        task.put("failed_policy", text(Words.of(wanted.failed())));
        task.put("retry_wait", JsonNode.createNumberNode(wanted.waitSeconds()));
        task.put("max_retry_count", JsonNode.createNumberNode(wanted.most()));
        return JsonNode.createObjectNode(task);
    }

    private static JsonNode client(ClientView client) {
        var fields = new LinkedHashMap<String, JsonNode>();
        fields.put("application", text(client.application()));
        fields.put("group", text(client.group()));
        fields.put("type", text(client.type()));
        fields.put("key", text(client.key()));
        fields.put("operation", text(client.operation()));
        return JsonNode.createObjectNode(fields);
    }

    private static Map<String, JsonNode> fields(@Nullable JsonNode object) {
        var fields = new LinkedHashMap<String, JsonNode>();
        if (object != null && object.isObject()) {
            object.entries().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        }
        return fields;
    }

    private static JsonNode text(String text) {
        return JsonNode.createStringNode(text);
    }
}
